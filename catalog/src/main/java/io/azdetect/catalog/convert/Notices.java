package io.azdetect.catalog.convert;

import io.azdetect.catalog.convert.Notice.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what there is to say of one file. */
final class Notices {
    private final String file;
    private final int linesBefore;
    private final List<Notice> all;

    Notices(String file) {
        this(file, 0, new ArrayList<>());
    }

    private Notices(String file, int linesBefore, List<Notice> all) {
        this.file = file;
        this.linesBefore = linesBefore;
        this.all = all;
    }

    /** For a part of the file that begins below so many lines. */
    Notices below(int lines) {
        return new Notices(file, lines, all);
    }

    String file() {
        return file;
    }

    void refused(int line, String message) {
        add(Kind.REFUSED, line, message);
    }

    void changed(int line, String message) {
        add(Kind.CHANGED, line, message);
    }

    void leftOut(int line, String message) {
        add(Kind.LEFT_OUT, line, message);
    }

    void add(Kind kind, int line, String message) {
        Notice notice = new Notice(kind, file, linesBefore + line, message);
        if (!all.contains(notice)) {
            all.add(notice);
        }
    }

    /** In the order of lines. */
    List<Notice> all() {
        return all.stream().sorted(Comparator.comparingInt(Notice::line)).toList();
    }
}
