package io.azdetect.telemetry.ingest;

/**
 * How far an ingestion is.
 *
 * @param files files that are done
 * @param filesInAll files that there are; 0 while that is not known
 * @param bytes bytes read, of the files as they are stored
 * @param bytesInAll bytes that there are
 * @param records records seen
 */
public record IngestProgress(long files, long filesInAll, long bytes, long bytesInAll, long records) {}
