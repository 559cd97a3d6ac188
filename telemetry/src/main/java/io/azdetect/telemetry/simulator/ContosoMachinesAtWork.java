package io.azdetect.telemetry.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The machines of the sample tenant, as their agents report them on an ordinary day. */
final class ContosoMachinesAtWork {

    private static final List<String> WINDOWS = List.of("vm-web-01", "vm-web-02", "vm-web-01-dr", "vm-app-01");

    private final Timeline timeline;
    private final ContosoDay day;

    ContosoMachinesAtWork(Timeline timeline, ContosoDay day) {
        this.timeline = timeline;
        this.day = day;
    }

    void pass() {
        windowsMachinesRun();
        linuxMachinesRun();
    }

    private Route windowsEvents() {
        return day.first() ? Route.ROWS_AS_LINES : Route.ROWS_AS_ARRAY;
    }

    private void windowsMachinesRun() {
        for (String machine : WINDOWS) {
            Hours hours = day.hours("windows " + machine);
            String computer = machine + ".contoso.local";
            for (int hour = 0; hour < 24; hour += 6) {
                scheduledScript(
                        computer,
                        "Get-Service | Where-Object Status -eq 'Stopped' | Export-Csv C:\\Scripts\\services.csv",
                        "C:\\Scripts\\health.ps1",
                        hours.at(hour, 15));
            }
            scheduledScript(
                    computer,
                    "Get-ChildItem C:\\inetpub\\logs -Recurse | Where-Object LastWriteTime -lt (Get-Date).AddDays(-30) | Remove-Item",
                    "C:\\Scripts\\clean-logs.ps1",
                    hours.at(2, 30));
            for (Instant at : hours.day(14)) {
                String service = hours.oneOf(
                        List.of("Windows Update", "BITS", "Windows Modules Installer", "Software Protection"));
                timeline.add(
                        windowsEvents(),
                        Events.of("event")
                                .with("computer", computer)
                                .with("eventId", 7036)
                                .with("log", "System")
                                .with("source", "Service Control Manager")
                                .with("user", "N/A")
                                .with("data", Json.object("param1", service, "param2", "running"))
                                .with("message", "The " + service + " service entered the running state."),
                        at);
            }
            for (Instant at : hours.day(75)) {
                timeline.add(Route.ROWS_AS_CSV, securityEvent(hours, computer), at);
            }
        }
    }

    private void scheduledScript(String computer, String script, String path, Instant at) {
        timeline.add(
                windowsEvents(),
                Events.of("event")
                        .with("computer", computer)
                        .with("script", script)
                        .with("path", path),
                at);
    }

    private static EventDraft securityEvent(Hours hours, String computer) {
        EventDraft event = Events.of("securityevent").with("computer", computer);
        return switch (hours.below(8)) {
            case 0 ->
                event.with("eventId", 4625)
                        .with("account", "CONTOSO\\" + hours.oneOf(List.of("svc-scan", "alice", "bob")))
                        .with("ip", "10.20.0." + (4 + hours.below(20)));
            case 1, 2, 3 ->
                event.with("eventId", 4688)
                        .with(
                                "account",
                                "CONTOSO\\"
                                        + computer.substring(0, computer.indexOf('.'))
                                                .toUpperCase(Locale.ROOT)
                                        + "$")
                        .with(
                                "process",
                                hours.oneOf(List.of(
                                        "C:\\Windows\\System32\\svchost.exe",
                                        "C:\\Windows\\System32\\taskhostw.exe",
                                        "C:\\Windows\\System32\\conhost.exe")));
            case 4 -> event.with("eventId", 4672).with("account", "NT AUTHORITY\\SYSTEM");
            default ->
                event.with("account", "CONTOSO\\" + hours.oneOf(List.of("alice", "bob", "dave", "svc-web")))
                        .with("ip", "10.20.0." + (4 + hours.below(20)))
                        .with("logonType", hours.oneOf(List.of(3, 3, 3, 5, 10)));
        };
    }

    private void linuxMachinesRun() {
        for (String machine : List.of("vm-db-01", "vm-build-01")) {
            Hours hours = day.hours("linux " + machine);
            Route route = machine.equals("vm-db-01") ? Route.ROWS_AS_LINES : Route.QUERY_RESULT;
            for (Instant at : hours.day(machine.equals("vm-db-01") ? 210 : 90)) {
                timeline.add(route, syslog(hours).with("computer", machine), at);
            }
        }
    }

    private static EventDraft syslog(Hours hours) {
        EventDraft line = Events.of("syslog");
        return switch (hours.below(6)) {
            case 0 ->
                line.with("facility", "cron")
                        .with("process", "CRON")
                        .with(
                                "message",
                                "(root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)");
            case 1 ->
                line.with(
                        "message",
                        "Accepted publickey for azureuser from 10.20.0.4 port " + (40_000 + hours.below(20_000))
                                + " ssh2: ED25519 SHA256:" + Ids.hex(43, "deploy key"));
            case 2 ->
                line.with("process", "sudo")
                        .with("severity", "notice")
                        .with(
                                "message",
                                "postgres : PWD=/var/lib/postgresql ; USER=root ; COMMAND=/usr/bin/systemctl status postgresql");
            case 3 ->
                line.with("facility", "daemon")
                        .with("process", "systemd")
                        .with(
                                "message",
                                "Started "
                                        + hours.oneOf(List.of(
                                                "Daily apt download activities.",
                                                "Rotate log files.",
                                                "Clean up temporary files.")));
            case 4 ->
                line.with("facility", "daemon")
                        .with("process", "python3")
                        .with(
                                "message",
                                "INFO ExtHandler ExtHandler [HEARTBEAT] Agent WALinuxAgent-2.9.1.1 is running as the goal state agent");
            default ->
                line.with("severity", "info")
                        .with("message", "pam_unix(sshd:session): session closed for user azureuser");
        };
    }
}
