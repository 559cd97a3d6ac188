package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.Instant;
import java.util.List;

/** Applications keep their files, a nightly load moves data, backups are written, a partner delivers, the web site is read. */
final class StorageInUse implements Habit {

    private static final String BACKUPS = "stbackupweu";
    private static final String WEB = "stwebweu";
    private static final String LAKE = "stlakeweu";

    private static final int BACKUP_FILES = 120;
    private static final int LOADED_FILES = 160;

    private final Tenant tenant;

    StorageInUse(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Workload workload : tenant.workloads(Kind.APPLICATION, Kind.FUNCTION, Kind.WEB_APP)) {
            files(hour, workload);
        }
        webSite(hour);
        partner(hour);
        people(hour);
        if (hour.isAt(1)) {
            nightlyLoad(hour);
        }
        if (hour.isAt(2)) {
            backup(hour);
        }
    }

    private void files(SimulatedHour hour, Workload workload) {
        String account = tenant.estate().accountOf(workload);
        double daytime = 0.3 + hour.office(8);
        for (int i = hour.times(3 * daytime); i > 0; i--) {
            String path = "documents/" + hour.day() + "/" + hour.below(4_000) + ".json";
            boolean write = hour.happens(0.35);
            ObjectNode request = request(write ? "PutBlob" : "GetBlob", account, path)
                    .put("caller", workload.name())
                    .put("ip", workload.ip(hour));
            if (!write && hour.happens(0.02)) {
                request.put("httpStatus", 404);
            }
            hour.add(write ? "storage-write" : "storage-read", request, hour.moment());
        }
    }

    /** Everybody may read the pictures. */
    private void webSite(SimulatedHour hour) {
        double visitors = 12 * tenant.scale() * (0.4 + hour.office(10));
        for (int i = hour.times(visitors); i > 0; i--) {
            hour.add(
                    "storage-read",
                    request("GetBlob", WEB, "assets/" + hour.below(300) + ".webp")
                            .put("auth", "Anonymous")
                            .put("ip", "198.18." + hour.below(200) + "." + (1 + hour.below(250)))
                            .put("userAgent", "Mozilla/5.0"),
                    hour.moment());
        }
    }

    /** A partner puts files with a signature that it was given once. */
    private static void partner(SimulatedHour hour) {
        if (hour.hourOfDay() % 4 == 2 && !hour.isWeekend()) {
            hour.add(
                    "storage-write",
                    request("PutBlob", LAKE, "inbound/partner-" + hour.start().getEpochSecond() + ".csv")
                            .put("auth", "SAS")
                            .put("ip", "198.19.240.20")
                            .put("/identity/tokenHash", signature("partner")),
                    hour.moment());
        }
    }

    private void people(SimulatedHour hour) {
        for (Person person : tenant.people(Department.DATA)) {
            for (int i = hour.times(person.busy(hour) * 1.2); i > 0; i--) {
                hour.add(
                        "storage-read",
                        request(hour.oneOf("GetBlob", "ListBlobs"), LAKE, "sales/" + hour.below(90) + ".parquet")
                                .put("caller", person.name())
                                .put("ip", person.ip(hour)),
                        hour.moment());
            }
        }
    }

    /** Reads what came in, writes what comes of it, and deletes what is old. */
    private void nightlyLoad(SimulatedHour hour) {
        Workload loader = tenant.workloads(Kind.FUNCTION).get(0);
        int files = (int) (LOADED_FILES * Math.sqrt(tenant.scale())) + hour.below(20);
        Instant at = hour.moment(60, 90);
        for (int i = 0; i < files; i++) {
            String path = hour.day() + "/" + i + ".csv";
            hour.add("storage-read", by(loader, hour, request("GetBlob", LAKE, "inbound/" + path)), at);
            hour.add("storage-write", by(loader, hour, request("PutBlob", LAKE, "sales/" + path)), at.plusMillis(600));
            at = at.plusMillis(2_000 + hour.below(2_000));
        }
    }

    /** With the account's key, as older backup programs do. */
    private void backup(SimulatedHour hour) {
        Instant at = hour.moment(120, 200);
        int files = (int) (BACKUP_FILES * Math.sqrt(tenant.scale()));
        for (int i = 0; i < files; i++) {
            hour.add(
                    "storage-write",
                    request("PutBlob", BACKUPS, "nightly/" + hour.day() + "/" + i + ".bak")
                            .put("auth", "AccountKey")
                            .put("ip", "192.0.2.15")
                            .put("size", 4_000_000),
                    at.plusSeconds(5L * i));
        }
    }

    private static ObjectNode by(Workload workload, SimulatedHour hour, ObjectNode request) {
        return request.put("caller", workload.name()).put("ip", workload.ip(hour));
    }

    private static String signature(String holder) {
        return String.join(
                "",
                List.of(
                        "key1(" + Ids.hex(64, "key1", LAKE) + ")",
                        ",SasSignature(" + Ids.hex(64, "signature", holder) + ")"));
    }

    private static ObjectNode request(String operation, String account, String path) {
        return Json.object(
                "operation", operation, "account", account, "path", path, "resourceGroup", Estate.RESOURCE_GROUP);
    }
}
