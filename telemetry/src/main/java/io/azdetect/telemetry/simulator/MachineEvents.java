package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What the Azure Monitor Agent sends from machines. These are rows already: their fields are the columns of the tables
 * Event, Syslog and SecurityEvent.
 */
final class MachineEvents {

    static final List<EventKind> KINDS = List.of(
            EventKind.named("event", "Event")
                    .about("A Windows event. A PowerShell script-block event (4104) unless given.")
                    .field(
                            "computer",
                            "Computer: with the domain, where the machine has one. vm-web-01.contoso.local unless given.",
                            "\"vm-app-02.contoso.local\"")
                    .field("eventId", "EventID. 4104 unless given.", "7045")
                    .field("script", "Of a 4104 event: ScriptBlockText.", "\"whoami /all\"")
                    .field("path", "Of a 4104 event: the script's file.", "\"C:\\\\Scripts\\\\backup.ps1\"")
                    .field("log", "EventLog. Microsoft-Windows-PowerShell/Operational unless given.", "\"System\"")
                    .field(
                            "source",
                            "Source. Microsoft-Windows-PowerShell unless given.",
                            "\"Service Control Manager\"")
                    .field(
                            "level",
                            "EventLevelName: Error, Warning, Information or Verbose. Verbose unless given.",
                            "\"Warning\"")
                    .field("user", "UserName. NT AUTHORITY\\SYSTEM unless given.", "\"CONTOSO\\\\alice\"")
                    .field(
                            "data",
                            "The members of EventData: an object of name to value. For events other than 4104.",
                            "{\"ServiceName\": \"updater\"}")
                    .field("message", "RenderedDescription.", "\"A service was installed in the system.\"")
                    .field(
                            "resource",
                            "_ResourceId; made from the computer's name unless given.",
                            "\"/subscriptions/…/virtualmachines/vm-app-02\"")
                    .example("{\"computer\": \"vm-web-01.contoso.local\", \"script\": \"whoami /all\"}")
                    .expandedBy(MachineEvents::event),
            EventKind.named("syslog", "Syslog")
                    .about("A line of a Linux machine's system log.")
                    .field("computer", "Computer and HostName. vm-db-01 unless given.", "\"vm-app-02\"")
                    .field(
                            "facility",
                            "Facility: auth, authpriv, cron, daemon, syslog, … authpriv unless given.",
                            "\"daemon\"")
                    .field(
                            "severity",
                            "SeverityLevel: emerg, alert, crit, err, warning, notice, info, debug. info unless given.",
                            "\"err\"")
                    .field("process", "ProcessName. sshd unless given.", "\"sudo\"")
                    .field("pid", "ProcessID.", "4242")
                    .field("message", "SyslogMessage. Required.", "\"Accepted publickey for azureuser from 10.0.0.4\"")
                    .field("hostIp", "HostIP.", "\"10.0.1.5\"")
                    .field(
                            "resource",
                            "_ResourceId; made from the computer's name unless given.",
                            "\"/subscriptions/…/virtualmachines/vm-app-02\"")
                    .example(
                            "{\"computer\": \"vm-db-01\", \"message\": \"Accepted publickey for azureuser from 10.0.0.4 port 50022 ssh2\"}")
                    .expandedBy(MachineEvents::syslog),
            EventKind.named("securityevent", "SecurityEvent")
                    .about("An event of a Windows machine's security log. A logon (4624) unless given.")
                    .field("computer", "Computer. vm-web-01.contoso.local unless given.", "\"vm-app-02.contoso.local\"")
                    .field(
                            "eventId",
                            "EventID: 4624, 4625, 4634, 4672 or 4688, or another with activity. 4624 unless given.",
                            "4688")
                    .field("account", "Account, DOMAIN\\name. CONTOSO\\alice unless given.", "\"CONTOSO\\\\bob\"")
                    .field("activity", "Activity; known for the ids above.", "\"4720 - A user account was created.\"")
                    .field("ip", "Of a logon: IpAddress.", "\"10.0.0.4\"")
                    .field("logonType", "Of a logon: LogonType. 3 unless given.", "10")
                    .field("process", "Of a new process: NewProcessName.", "\"C:\\\\Windows\\\\System32\\\\cmd.exe\"")
                    .field("parent", "Of a new process: ParentProcessName.", "\"C:\\\\Windows\\\\explorer.exe\"")
                    .field("commandLine", "Of a new process: CommandLine.", "\"cmd.exe /c whoami\"")
                    .field(
                            "resource",
                            "_ResourceId; made from the computer's name unless given.",
                            "\"/subscriptions/…/virtualmachines/vm-app-02\"")
                    .example(
                            "{\"computer\": \"vm-web-01.contoso.local\", \"eventId\": 4688, \"process\": \"C:\\\\Windows\\\\System32\\\\whoami.exe\"}")
                    .expandedBy(MachineEvents::securityEvent));

    private static final String POWERSHELL_LOG = "Microsoft-Windows-PowerShell/Operational";

    private MachineEvents() {}

    private static ObjectNode event(ShortFields fields) {
        int id = fields.integer("eventId", 4104);
        boolean scriptBlock = id == 4104;
        String level = fields.word(
                "level", scriptBlock ? "Verbose" : "Information", "Error", "Warning", "Information", "Verbose");
        ObjectNode data = scriptBlock ? scriptBlock(fields) : fields.object("data");
        String xml = eventData(fields, data);
        return Json.object(
                "TimeGenerated", fields.time(),
                "Source", fields.text("source", "Microsoft-Windows-PowerShell"),
                "EventLog", fields.text("log", POWERSHELL_LOG),
                "Computer", computer(fields, "vm-web-01.contoso.local"),
                "EventLevel", level(level),
                "EventLevelName", level,
                "EventData", xml,
                "EventID", id,
                "RenderedDescription", fields.text("message", scriptBlock ? rendered(data) : ""),
                "EventCategory", scriptBlock ? 2 : 0,
                "UserName", fields.text("user", "NT AUTHORITY\\SYSTEM"),
                "ManagementGroupName", "AOI-" + Contoso.WORKSPACE,
                "SourceSystem", "OpsManager",
                "Type", "Event",
                "_ResourceId", resourceId(fields, "vm-web-01.contoso.local"));
    }

    private static ObjectNode scriptBlock(ShortFields fields) {
        ObjectNode data = Json.object(
                "MessageNumber", "1",
                "MessageTotal", "1",
                "ScriptBlockText", fields.text("script", "Get-Date"),
                "ScriptBlockId", fields.generatedId("script block"),
                "Path", fields.text("path", ""));
        data.setAll(fields.object("data"));
        return data;
    }

    private static String rendered(ObjectNode data) {
        return "Creating Scriptblock text (1 of 1):\r\n"
                + data.path("ScriptBlockText").asText() + "\r\n\r\nScriptBlock ID: "
                + data.path("ScriptBlockId").asText() + "\r\nPath: "
                + data.path("Path").asText();
    }

    private static String eventData(ShortFields fields, ObjectNode data) {
        StringBuilder xml = new StringBuilder("<DataItem Type=\"System.XmlData\" time=\"")
                .append(fields.time())
                .append("\" sourceHealthServiceId=\"")
                .append(Ids.guid("agent", computer(fields, "")))
                .append("\"><EventData xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">");
        data.properties()
                .forEach(member -> xml.append("<Data Name=\"")
                        .append(member.getKey())
                        .append("\">")
                        .append(escaped(member.getValue().asText()))
                        .append("</Data>"));
        return xml.append("</EventData></DataItem>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static int level(String name) {
        return switch (name) {
            case "Error" -> 2;
            case "Warning" -> 3;
            case "Information" -> 4;
            default -> 5;
        };
    }

    private static String computer(ShortFields fields, String usual) {
        return fields.text("computer", usual);
    }

    private static String resourceId(ShortFields fields, String usual) {
        String machine = computer(fields, usual).split("\\.", 2)[0];
        return fields.text(
                        "resource",
                        Contoso.resourceId(
                                Contoso.SUBSCRIPTION,
                                Contoso.RESOURCE_GROUP,
                                "Microsoft.Compute",
                                "virtualMachines",
                                machine))
                .toLowerCase(Locale.ROOT);
    }

    private static ObjectNode syslog(ShortFields fields) {
        String computer = computer(fields, "vm-db-01");
        return Json.object(
                "TimeGenerated", fields.time(),
                "EventTime", AzureTime.seconds(fields.at()),
                "Facility", fields.text("facility", "authpriv"),
                "HostName", computer,
                "SeverityLevel", fields.text("severity", "info"),
                "SyslogMessage", fields.required("message"),
                "ProcessID", fields.integer("pid", (int) (900 + fields.number("pid", 30_000))),
                "HostIP", fields.text("hostIp", "10.20.0." + (4 + Ids.number(250, "host", computer))),
                "ProcessName", fields.text("process", "sshd"),
                "Computer", computer,
                "CollectorHostName", computer,
                "SourceSystem", "Linux",
                "Type", "Syslog",
                "_ResourceId", resourceId(fields, "vm-db-01"));
    }

    private static ObjectNode securityEvent(ShortFields fields) {
        int id = fields.integer("eventId", 4624);
        String account = fields.text("account", "CONTOSO\\alice");
        ObjectNode row = Json.object(
                "TimeGenerated",
                fields.time(),
                "SourceSystem",
                "OpsManager",
                "Account",
                account,
                "AccountType",
                account.endsWith("$") ? "Machine" : "User",
                "Computer",
                computer(fields, "vm-web-01.contoso.local"),
                "EventSourceName",
                "Microsoft-Windows-Security-Auditing",
                "Channel",
                "Security",
                "Task",
                12544,
                "Level",
                id == 4625 ? "16" : "8",
                "EventID",
                id,
                "Activity",
                fields.text("activity", activity(id)));
        boolean logon = id == 4624 || id == 4625;
        if (logon || fields.has("ip") || fields.has("logonType")) {
            row.put("IpAddress", fields.text("ip", "10.20.0.4"));
            row.put("LogonType", fields.integer("logonType", 3));
            row.put("LogonTypeName", fields.integer("logonType", 3) + logonTypeName(fields.integer("logonType", 3)));
            row.put("TargetAccount", account);
        }
        if (id == 4688 || fields.has("process") || fields.has("parent") || fields.has("commandLine")) {
            String process = fields.text("process", "C:\\Windows\\System32\\svchost.exe");
            row.put("Task", 13312);
            row.put("NewProcessName", process);
            row.put("Process", process.substring(process.lastIndexOf('\\') + 1));
            row.put("ParentProcessName", fields.text("parent", "C:\\Windows\\System32\\services.exe"));
            row.put("CommandLine", fields.text("commandLine", process));
            row.put("SubjectAccount", account);
        }
        row.put("ManagementGroupName", "AOI-" + Contoso.WORKSPACE);
        row.put("Type", "SecurityEvent");
        row.put("_ResourceId", resourceId(fields, "vm-web-01.contoso.local"));
        return row;
    }

    private static String activity(int id) {
        return switch (id) {
            case 4624 -> "4624 - An account was successfully logged on.";
            case 4625 -> "4625 - An account failed to log on.";
            case 4634 -> "4634 - An account was logged off.";
            case 4672 -> "4672 - Special privileges assigned to new logon.";
            case 4688 -> "4688 - A new process has been created.";
            default -> Integer.toString(id);
        };
    }

    private static String logonTypeName(int type) {
        return switch (type) {
            case 2 -> " - Interactive";
            case 3 -> " - Network";
            case 4 -> " - Batch";
            case 5 -> " - Service";
            case 10 -> " - RemoteInteractive";
            default -> "";
        };
    }
}
