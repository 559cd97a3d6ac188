package io.azdetect.telemetry.format;

/** Takes the records of a {@link Block} one after the other. */
public interface RecordVisitor {
    /**
     * A record: JSON, as far as its format promises.
     *
     * @param line the line of the block, counted from 0, on which the record begins
     */
    void record(byte[] data, int from, int to, long line);

    /**
     * A stretch of the file that is no record.
     *
     * @param from where its text begins; of very long ones only the beginning is there
     * @param length how many bytes the whole stretch has
     */
    void broken(byte[] data, int from, int to, long line, long length, String reason);
}
