package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.ArmException;
import java.util.Optional;

/** A kind of resource that we put into Azure: where it is, and how one of ours is known from all others. */
interface ResourceKind {
    /** For people, such as {@code rule}. */
    String noun();

    /**
     * How many may be worked on at once; as a rule well below what a minute's worth of writes refills, and enough that the
     * whole catalogue takes a minute.
     */
    default int parallel() {
        return 6;
    }

    String apiVersion();

    /** What is of a lower rank is written before, and removed after. */
    default int rank() {
        return 0;
    }

    /** The path under which all of them are listed. */
    String collection();

    /** The path of the one with this name. */
    default String path(String name) {
        return collection() + "/" + name;
    }

    /** What it is called where people see it. */
    String title(ObjectNode resource);

    /** The mark of a resource of ours; nothing on one that somebody else made. */
    Optional<Mark> mark(ObjectNode resource);

    /** A resource without its mark, where that is part of what is compared. */
    ObjectNode unmarked(ObjectNode resource);

    /**
     * What to send to make a resource what it is to be.
     *
     * @param existing what is there, of which is kept what is not ours to set; empty when nothing is
     */
    ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing);

    /** Whether Azure refuses to write a resource for the reason that it is there already, under whichever name. */
    default boolean isThere(ArmException refusal) {
        return false;
    }

    /** Whether Azure refuses for the reason that what a resource needs, which was made a moment ago, is not known everywhere. */
    default boolean isTooSoon(ArmException refusal) {
        return false;
    }
}
