package io.azdetect.catalog.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azdetect.catalog.QueryInFile;
import io.azdetect.catalog.convert.Conversion.Converted;
import io.azdetect.catalog.convert.Notice.Kind;
import io.azdetect.telemetry.schema.TableSchemas;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of Sigma rules for Azure's logs. */
class SigmaConversionTest {
    private static final String HEAD = """
            title: Something happened
            id: 11111111-2222-3333-4444-555555555555
            status: test
            description: It did.
            author: A. Uthor
            tags:
                - attack.credential-access
                - attack.t1078.004
            logsource:
                product: azure
                service: %s
            """;

    private final Conversion conversion = new Conversion(TableSchemas.builtIn());

    @Test
    void theRestOfTheRuleIsTakenOver() {
        String text = converted("activitylogs", """
                detection:
                    selection:
                        operationName: MICROSOFT.COMPUTE/VIRTUALMACHINES/RUNCOMMAND/ACTION
                    condition: selection
                falsepositives:
                    - Operators
                level: high
                """).text();

        assertThat(text)
                .contains("id: 11111111-2222-3333-4444-555555555555", "name: Something happened", "severity: High")
                .contains("- CredentialAccess", "- T1078.004", "author: A. Uthor", "legitimate: Operators")
                .contains("columnName: Caller", "- AzureActivity", "severityReason: \"TODO");
        assertThat(conversion.notices()).isEmpty();
    }

    /** Sigma compares without regard to case; a backslash keeps a wildcard from being one. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
                    operationName: A/b                          ¦ | where OperationNameValue =~ "A/b"
                    operationName: [a, b]                       ¦ | where OperationNameValue in~ ("a", "b")
                    operationName: ''                           ¦ | where isempty(OperationNameValue)
                    caller: null                                ¦ | where isempty(Caller)
                    caller|contains: mallory                    ¦ | where Caller contains "mallory"
                    caller|startswith: mal                      ¦ | where Caller startswith "mal"
                    caller|endswith: [ory, ice]                 ¦ | where (Caller endswith "ory" or Caller endswith "ice")
                    caller|contains|all: [mal, ory]             ¦ | where Caller contains "mal"¶| where Caller contains "ory"
                    caller|contains|cased: Mal                  ¦ | where Caller contains_cs "Mal"
                    caller|cased: Mal                           ¦ | where Caller == "Mal"
                    caller: mal*                                ¦ | where Caller startswith "mal"
                    caller: '*mal*'                             ¦ | where Caller contains "mal"
                    caller: 'm?l*y'                             ¦ | where Caller matches regex "(?is)^m.l.*y$"
                    caller: 'm\\*y'                             ¦ | where Caller =~ "m*y"
                    caller: '*'                                 ¦ | where isnotempty(Caller)
                    caller|re: ^m.l$                            ¦ | where Caller matches regex "^m.l$"
                    caller|re|i: ^m.l$                          ¦ | where Caller matches regex "(?i)^m.l$"
                    callerIpAddress|cidr: 10.0.0.0/8            ¦ | where ipv4_is_in_range(CallerIpAddress, "10.0.0.0/8")
                    callerIpAddress|cidr: fd00::/8              ¦ | where ipv6_is_in_range(CallerIpAddress, "fd00::/8")
                    caller|exists: true                         ¦ | where isnotempty(Caller)
                    caller|exists: false                        ¦ | where isempty(Caller)
                    caller|neq: mallory                         ¦ | where not(Caller =~ "mallory")
                    properties|base64|contains: hello           ¦ | where Properties contains_cs "aGVsbG8="
                    properties|base64offset|contains: foobar    ¦ | where (Properties contains_cs "Zm9vYmFy" or Properties contains_cs "Zvb2Jhc" or Properties contains_cs "mb29iYX")
                    properties|wide|base64|contains: hi         ¦ | where Properties contains_cs "aABpAA=="
                    caller|fieldref: operationName              ¦ | where Caller =~ OperationNameValue
                    level|gt: 3                                 ¦ | where toreal(Level) > 3
                    """)
    void aFieldWithModifiersIsAConditionOfKql(String field, String condition) {
        String where = condition.replace("¶", "\n");

        assertThat(query("activitylogs", "detection: {selection: {" + field.strip() + "}, condition: selection}\n"))
                .isEqualTo("AzureActivity\n" + where.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
                    a and b            ¦ where Caller =~ "a" where Caller =~ "b"
                    a or b             ¦ where (Caller =~ "a" or Caller =~ "b")
                    a and not b        ¦ where Caller =~ "a" where not(Caller =~ "b")
                    a or b and c1      ¦ where (Caller =~ "a" or (Caller =~ "b" and Caller =~ "c1"))
                    (a or b) and c1    ¦ where (Caller =~ "a" or Caller =~ "b") where Caller =~ "c1"
                    not (a or b)       ¦ where not(Caller =~ "a" or Caller =~ "b")
                    1 of c*            ¦ where (Caller =~ "c1" or Caller =~ "c2")
                    all of c*          ¦ where Caller =~ "c1" where Caller =~ "c2"
                    not 1 of c*        ¦ where not(Caller =~ "c1" or Caller =~ "c2")
                    1 of them          ¦ where (Caller =~ "a" or Caller =~ "b" or Caller =~ "c1" or Caller =~ "c2")
                    """)
    void selectionsAreJoinedAsTheConditionSays(String condition, String where) {
        String query = query("activitylogs", """
                detection:
                    a: {caller: a}
                    b: {caller: b}
                    c1: {caller: c1}
                    c2: {caller: c2}
                    _hidden: {caller: hidden}
                    condition: %s
                """.formatted(condition));

        assertThat(query.replace("AzureActivity\n| ", "").replace("\n| ", " ")).isEqualTo(where);
    }

    @Test
    void aListOfGroupsNeedsOneOfThemAndAListOfTextsOneOfThemAnywhere() {
        assertThat(query("activitylogs", """
                        detection:
                            selection:
                                - {caller: a, level: Error}
                                - {caller: b}
                            condition: selection
                        """))
                .isEqualTo("AzureActivity\n| where ((Caller =~ \"a\" and Level =~ \"Error\") or Caller =~ \"b\")");
        assertThat(query("activitylogs", """
                        detection:
                            keywords:
                                - a/b/write
                                - c/d/action
                            condition: keywords
                        """))
                .isEqualTo("AzureActivity\n| where (* contains \"a/b/write\" or * contains \"c/d/action\")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
                    signinlogs     ¦ ResultType: 50053                        ¦ SigninLogs where ResultType =~ "50053"
                    signinlogs     ¦ Status: Success                          ¦ SigninLogs where ResultType == "0"
                    signinlogs     ¦ Status: failure                          ¦ SigninLogs where ResultType != "0"
                    signinlogs     ¦ DeviceDetail.isCompliant: 'false'        ¦ SigninLogs where tostring(DeviceDetail.isCompliant) =~ "false"
                    signinlogs     ¦ properties.userAgent|contains: AADInternals ¦ SigninLogs where UserAgent contains "AADInternals"
                    riskdetection  ¦ riskEventType: anonymizedIPAddress       ¦ AADUserRiskEvents where RiskEventType =~ "anonymizedIPAddress"
                    """)
    void fieldsAreTheColumnsOfTheTable(String service, String field, String query) {
        assertThat(query(service, "detection: {selection: {" + field + "}, condition: selection}\n")
                        .replace("\n| ", " "))
                .isEqualTo(query);
        assertThat(conversion.notices()).noneMatch(n -> n.kind() == Kind.CHANGED);
    }

    @Test
    void anAuditRecordNamesItsActor() {
        assertThat(query("auditlogs", "detection: {s: {OperationName: Add user, Status: Success}, condition: s}\n"))
                .isEqualTo("""
                        AuditLogs
                        | where OperationName =~ "Add user"
                        | where Result =~ "success"
                        | extend
                            Actor = coalesce(tostring(InitiatedBy.user.userPrincipalName), tostring(InitiatedBy.app.displayName)),
                            ActorAddress = tostring(InitiatedBy.user.ipAddress)""");
    }

    @Test
    void aListWithinARecordIsSearchedAsTextAndThatIsSaid() {
        assertThat(query("auditlogs", """
                        detection:
                            s:
                                TargetResources.modifiedProperties.newValue|contains: State":0
                                TargetResources.type: User
                            condition: s
                        """))
                .contains("tostring(TargetResources) contains \"State\\\\\\\":0\"")
                .contains("tostring(TargetResources) contains \"\\\"type\\\":\\\"User\\\"\"");
        assertThat(conversion.notices())
                .extracting(Notice::kind, Notice::line)
                .containsExactly(tuple(Kind.CHANGED, 14), tuple(Kind.CHANGED, 15));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
                    activitylogs ¦ s: {colour: red}          ¦ s                        ¦ 'colour' is no column of AzureActivity
                    activitylogs ¦ s: {caller|expand: '%a%'} ¦ s                        ¦ the modifier 'expand' has no counterpart
                    activitylogs ¦ s: {caller|re: 'a(?!b)'}  ¦ s                        ¦ looks around or refers back
                    activitylogs ¦ s: {caller: UPN}          ¦ s                        ¦ stands for a name that is to be filled in
                    activitylogs ¦ s: {caller: a}            ¦ s | count() by b > 5     ¦ counts or relates records
                    activitylogs ¦ s: {caller: a}            ¦ s and t                  ¦ 't' is no selection of the rule
                    activitylogs ¦ s: {caller: a}            ¦ 1 of t*                  ¦ no selection is called 't*'
                    activitylogs ¦ s: {caller: a}            ¦ s and                    ¦ the condition ends too early
                    pim          ¦ s: {riskEventType: a}     ¦ s                        ¦ no table has them
                    dns          ¦ s: {query: a}             ¦ s                        ¦ the log 'dns' is none that is known
                    """)
    void whatCannotBeSaidIsRefusedWithTheReason(String service, String selection, String condition, String reason) {
        add(service, "detection:\n    " + selection + "\n    condition: " + condition + "\n");

        assertThat(conversion.converted()).isEmpty();
        assertThat(conversion.notices())
                .filteredOn(n -> n.kind() == Kind.REFUSED)
                .singleElement()
                .satisfies(n -> assertThat(n.toString()).startsWith("rule.yml:").contains(reason));
    }

    @Test
    void severalDocumentsOfOneFileAreSeveralRulesAndCorrelationsAreRefused() {
        String rule = HEAD.formatted("activitylogs") + "detection: {s: {caller: a}, condition: s}\nlevel: low\n";
        conversion.add(
                "rule.yml", rule + "---\n" + rule.replace("11111111", "22222222") + "---\ncorrelation:\n  a: b\n");

        assertThat(conversion.converted())
                .extracting(Converted::fileName)
                .containsExactly("something-happened.yaml", "something-happened-2.yaml");
        assertThat(conversion.notices())
                .extracting(Notice::toString)
                .containsExactly(
                        "rule.yml:29: refused: a Sigma correlation relates other rules, which needs a query of its"
                                + " own");
    }

    private void add(String service, String rest) {
        conversion.add("rule.yml", HEAD.formatted(service) + rest + "level: medium\n");
    }

    private Converted converted(String service, String rest) {
        conversion.add("rule.yml", HEAD.formatted(service) + rest);
        List<Converted> all = conversion.converted();
        assertThat(all).as(conversion.notices().toString()).hasSize(1);
        assertThat(conversion.notices()).noneMatch(n -> n.kind() == Kind.REFUSED || n.kind() == Kind.BROKEN);
        return all.get(0);
    }

    private String query(String service, String rest) {
        Conversion fresh = new Conversion(TableSchemas.builtIn());
        fresh.add("rule.yml", HEAD.formatted(service) + rest + "level: medium\n");
        conversion.add("rule.yml", HEAD.formatted(service) + rest + "level: medium\n");
        assertThat(fresh.notices()).noneMatch(n -> n.kind() == Kind.REFUSED || n.kind() == Kind.BROKEN);
        return QueryInFile.in(fresh.converted().get(0).text())
                .orElseThrow()
                .text()
                .strip();
    }
}
