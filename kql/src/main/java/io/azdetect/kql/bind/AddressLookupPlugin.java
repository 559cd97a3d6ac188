package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ipv4_lookup} and {@code ipv6_lookup}: a join of addresses with the networks that hold them.
 *
 * <p>Two addresses with prefixes match when they are equal in as many bits as the shorter prefix has. Few prefix lengths
 * occur, so both sides are joined for equal networks once for each pair of lengths.
 */
final class AddressLookupPlugin {
    static final Family IPV4 =
            new Family("SourceIPv4Key", "IPv4LookupKey", "ipv4_netmask_suffix(%s)", "parse_ipv4_mask", KqlType.LONG);

    /** An IPv4 address, with the prefix that may be written behind it, lies 96 bits into the IPv6 addresses. */
    static final Family IPV6 = new Family("SourceIPv6Key", "IPv6LookupKey", """
            iff(isempty(parse_ipv6(%1$s)), long(null),
                iff(%1$s contains '/',
                    tolong(trim(' ', extract('/(.*)', 1, %1$s))) + iff(%1$s contains ':', 0, 96),
                    128))""", "parse_ipv6_mask", KqlType.STRING);

    private static final Column SOURCE_PREFIX = new Column("lookup: source prefix", KqlType.LONG);
    private static final Column ENTRY_PREFIX = new Column("lookup: entry prefix", KqlType.LONG);

    private static final String ADDRESS = "lookup: address";
    private static final String NETWORK = "lookup: network";

    private final PluginCall call;
    private final Family family;
    private final Plan lookup;
    private final Column sourceKey;
    private final Column lookupKey;
    private final List<Column> extras;
    private final List<Plan.Renamed> kept;
    private final List<Plan.Renamed> added;

    /**
     * IPv4 or IPv6.
     *
     * @param prefix what gives an address's prefix length, in KQL; null for a text that is no address
     * @param mask the function that gives an address's network under a prefix length
     * @param network the type of a network
     */
    record Family(String sourceKey, String lookupKey, String prefix, String mask, KqlType network) {}

    private AddressLookupPlugin(PluginCall call, Family family) {
        this.call = call;
        this.family = family;
        this.lookup = call.tables().bind(call.expression("LookupTable"));
        this.sourceKey = text(call.column(family.sourceKey()));
        this.lookupKey = text(call.column(call.expression(family.lookupKey()), lookup, family.lookupKey()));
        this.extras = call.columns("ExtraKey");
        for (Column extra : extras) {
            if (!lookup.columns().contains(extra)) {
                throw new KqlException(Code.UNKNOWN_COLUMN, "the lookup table has no column " + extra, call.span());
            }
        }
        this.kept = call.input().columns().stream()
                .map(c -> new Plan.Renamed(c.name(), c))
                .toList();
        this.added = added();
    }

    private Column text(Column column) {
        if (column.type() != KqlType.STRING) {
            throw new KqlException(Code.WRONG_TYPE, "an address is a string, and " + column + " is none", call.span());
        }
        return column;
    }

    /** The lookup table's columns but the extra keys; one whose name is taken gets a number. */
    private List<Plan.Renamed> added() {
        ColumnNames names = new ColumnNames();
        call.input().columns().forEach(c -> names.take(c.name()));
        List<Column> columns =
                lookup.columns().stream().filter(c -> !extras.contains(c)).toList();
        Set<String> taken = new HashSet<>();
        columns.stream().map(Column::name).filter(name -> !names.take(name)).forEach(taken::add);
        return columns.stream()
                .map(c -> new Plan.Renamed(
                        c.name(), new Column(taken.contains(c.name()) ? names.unique(c.name()) : c.name(), c.type())))
                .toList();
    }

    /** Those of the source come first for IPv4 and last for IPv6, as both pages show. */
    private List<Column> columns() {
        List<Column> source = kept.stream().map(Plan.Renamed::column).toList();
        List<Column> entry = added.stream().map(Plan.Renamed::column).toList();
        return family.equals(IPV6) ? PlanParts.joined(entry, source) : PlanParts.joined(source, entry);
    }

    static Plan bind(PluginCall call, Family family) {
        boolean unmatched = call.has("return_unmatched") && (Boolean) call.constant("return_unmatched", KqlType.BOOL);
        AddressLookupPlugin plugin = new AddressLookupPlugin(call, family);
        return EvaluateBinder.checked(call, PlanParts.keep(plugin.plan(unmatched), plugin.columns()));
    }

    private Plan plan(boolean unmatched) {
        Plan source = shared("addresses", withPrefix(call.input(), sourceKey, SOURCE_PREFIX));
        Plan entries = shared("networks", withPrefix(lookup, lookupKey, ENTRY_PREFIX));
        Plan left = networks(source, sourceKey, SOURCE_PREFIX, prefixes(entries, ENTRY_PREFIX), ENTRY_PREFIX);
        Plan right = networks(entries, lookupKey, ENTRY_PREFIX, prefixes(source, SOURCE_PREFIX), SOURCE_PREFIX);
        List<Plan.JoinKey> keys = new ArrayList<>();
        keys.add(key(NETWORK, family.network()));
        keys.add(key(SOURCE_PREFIX.name(), KqlType.LONG));
        keys.add(key(ENTRY_PREFIX.name(), KqlType.LONG));
        extras.forEach(e -> keys.add(key(e.name(), e.type())));
        Plan matched = new Plan.Join(left, right, Plan.JoinKind.INNER, keys, kept, added);
        return unmatched ? withUnmatched(source, shared("matches", matched)) : matched;
    }

    /** Behind the matched rows those of the source whose address, with the extra keys, has no match. */
    private Plan withUnmatched(Plan source, Plan matched) {
        List<Column> identity = new ArrayList<>(List.of(sourceKey));
        identity.addAll(extras);
        List<Plan.JoinKey> keys =
                identity.stream().map(c -> key(c.name(), c.type())).toList();
        Plan rest = new Plan.Join(source, matched, Plan.JoinKind.LEFT_ANTI, keys, kept, List.of());
        List<Plan.Assignment> columns = new ArrayList<>(
                call.input().columns().stream().map(Plan.Assignment::same).toList());
        for (Plan.Renamed renamed : added) {
            Column column = renamed.column();
            columns.add(new Plan.Assignment(
                    column, new Scalar.Constant(column.type(), column.type() == KqlType.STRING ? "" : null)));
        }
        return Plan.Union.of(List.of(matched, new Plan.Project(rest, columns)));
    }

    private Plan shared(String name, Plan plan) {
        return new Plan.Shared(call.tables().session().nextSharedId(name), plan);
    }

    private Plan withPrefix(Plan plan, Column key, Column prefix) {
        String query = "T | extend ['" + prefix.name() + "'] = "
                + family.prefix().formatted("['" + ADDRESS + "']") + " | project-away ['" + ADDRESS + "']";
        return KqlTemplate.bind(
                query, PlanParts.extend(plan, ADDRESS, new Scalar.ColumnReference(key)), Map.of(), call);
    }

    /** The prefix lengths that occur on one side, as an array. */
    private static Scalar prefixes(Plan plan, Column prefix) {
        Plan list = new Plan.Aggregate(
                PlanParts.distinct(plan, List.of(prefix)),
                List.of(),
                List.of(PlanParts.aggregation(
                        "prefixes", "make_list", KqlType.DYNAMIC, new Scalar.ColumnReference(prefix))));
        return new Scalar.Subquery(list, KqlType.DYNAMIC);
    }

    /** A row for each prefix length of the other side, with the network that the address is in under the shorter one. */
    private Plan networks(Plan plan, Column key, Column own, Scalar others, Column other) {
        Plan valid = PlanParts.where(
                plan, PlanParts.call("isnotnull", KqlType.BOOL, call.span(), new Scalar.ColumnReference(own)));
        Plan pairs = new Plan.MvExpand(
                valid, List.of(new Plan.Expansion(other, others)), Optional.empty(), false, Integer.MAX_VALUE);
        Scalar shorter = PlanParts.call(
                "min_of",
                KqlType.LONG,
                call.span(),
                new Scalar.ColumnReference(own),
                new Scalar.ColumnReference(other));
        return PlanParts.extend(
                pairs,
                NETWORK,
                PlanParts.call(family.mask(), family.network(), call.span(), new Scalar.ColumnReference(key), shorter));
    }

    private static Plan.JoinKey key(String name, KqlType type) {
        return new Plan.JoinKey(new Scalar.ColumnReference(name, type), new Scalar.ColumnReference(name, type));
    }
}
