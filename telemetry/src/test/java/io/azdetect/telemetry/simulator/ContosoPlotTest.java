package io.azdetect.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The plot holds: what each detection looks for happened where the ground truth says, and nowhere else. These are the
 * detections' ideas in a few lines of Java, so that a slip in the everyday work shows here and not as a false alert.
 */
final class ContosoPlotTest {

    private static final Set<String> READS = Set.of("SecretGet", "KeyGet", "CertificateGet");
    private static final int THRESHOLD = 5;

    private static final List<Sighting> SIGHTINGS =
            ContosoTenant.timeline(ContosoSamples.SEED).sightings();

    @Test
    void onlyTheTwoRunCommandsOfTheAttackSucceeded() {
        List<Sighting> succeeded = activity(
                        record -> record.get("resultType").textValue().equals("Success")
                                && operation(record)
                                        .matches(
                                                "MICROSOFT.COMPUTE/VIRTUALMACHINES/(RUNCOMMAND/ACTION|RUNCOMMANDS/WRITE)"))
                .toList();

        assertThat(succeeded)
                .extracting(Sighting::at)
                .allMatch(at -> at.toString().startsWith("2024-03-13T10:"));
        assertThat(succeeded)
                .extracting(
                        sighting -> sighting.event().record().get("resourceId").textValue())
                .satisfiesExactlyInAnyOrder(
                        id -> assertThat(id).endsWith("/VIRTUALMACHINES/VM-DB-01/RUNCOMMANDS/RC-MAINTENANCE"),
                        id -> assertThat(id).endsWith("/VIRTUALMACHINES/VM-WEB-01"));
        assertThat(succeeded)
                .extracting(sighting ->
                        sighting.event().record().get("callerIpAddress").textValue())
                .containsOnly("198.51.100.23");
    }

    @Test
    void scriptsWithinAMinuteOfARunCommandAreTheAttackersAloneOnThatMachine() {
        List<Sighting> near = container("Event")
                .filter(event -> event.event().record().get("EventID").intValue() == 4104)
                .filter(event ->
                        event.event().record().get("Computer").textValue().startsWith("vm-web-01."))
                .filter(event -> Duration.between(ContosoAttacks.RUN_COMMAND, event.at())
                                .abs()
                                .compareTo(Duration.ofMinutes(10))
                        < 0)
                .toList();

        assertThat(near)
                .hasSize(3)
                .allMatch(event -> event.story().orElseThrow().isAttack());
        Instant success = activity(record -> operation(record).endsWith("/RUNCOMMAND/ACTION"))
                .filter(sighting ->
                        sighting.event().record().get("resultType").textValue().equals("Success"))
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(near).allSatisfy(event -> {
            assertThat(event.at()).isBetween(ContosoAttacks.RUN_COMMAND, ContosoAttacks.RUN_COMMAND.plusSeconds(60));
            assertThat(event.at()).isBetween(success.minusSeconds(60), success.plusSeconds(60));
        });
    }

    @Test
    void oneJobPrintsTheThumbprintWithWhichItsServicePrincipalSignsInWithinTheHour() {
        List<Sighting> outputs = container("insights-logs-jobstreams")
                .filter(line -> line.event()
                        .record()
                        .get("resultDescription")
                        .textValue()
                        .matches("(?s).*\\b[0-9A-F]{40}\\b.*"))
                .toList();
        assertThat(outputs).as("the attack, and the report of two mornings").hasSize(3);

        List<Sighting> followed = outputs.stream()
                .flatMap(output -> container("insights-logs-serviceprincipalsigninlogs")
                        .filter(signIn -> signIn.at().isAfter(output.at())
                                && signIn.at().isBefore(output.at().plus(Duration.ofHours(1))))
                        .filter(signIn -> output.event()
                                .record()
                                .get("resultDescription")
                                .textValue()
                                .contains(signIn.event()
                                        .record()
                                        .at("/properties/servicePrincipalCredentialThumbprint")
                                        .asText("none")
                                        .replaceFirst("^$", "none"))))
                .toList();
        assertThat(followed).hasSize(1);
        ObjectNode signIn = followed.get(0).event().record();
        assertThat(signIn.get("callerIpAddress").textValue()).isEqualTo("198.51.100.77");
        assertThat(signIn.at("/properties/servicePrincipalName").textValue()).startsWith("aa-ops_");
    }

    @Test
    void noServicePrincipalIsNamedAfterTheAccountThatReportsCertificates() {
        assertThat(container("insights-logs-serviceprincipalsigninlogs"))
                .noneMatch(signIn -> signIn.event()
                        .record()
                        .at("/properties/servicePrincipalName")
                        .textValue()
                        .startsWith("aa-certs"));
    }

    @Test
    void secretsAreListedOnceAndFromTheFinanceVault() {
        assertThat(container("insights-logs-auditevent")
                        .filter(call -> operation(call.event().record()).equals("SecretList"))
                        .filter(ContosoPlotTest::answered))
                .hasSize(1)
                .allSatisfy(call -> assertThat(
                                call.event().record().get("resourceId").textValue())
                        .endsWith("/VAULTS/KV-FINANCE"));
    }

    @Test
    void keysOfAStorageAccountAreListedOnce() {
        assertThat(activity(record -> operation(record).equals("MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION")
                        && record.get("resultType").textValue().equals("Success")))
                .hasSize(1)
                .allSatisfy(call -> assertThat(
                                call.event().record().get("resourceId").textValue())
                        .endsWith("/STORAGEACCOUNTS/STCONTOSOBUILD"));
    }

    @Test
    void theCountsOfReadsRiseTooMuchForTheAttackersApplicationAloneAndOnlyOnceItAttacks() {
        List<Read> reads = container("insights-logs-auditevent")
                .filter(call -> READS.contains(operation(call.event().record())))
                .filter(ContosoPlotTest::answered)
                .map(Read::of)
                .toList();
        Set<String> identities = reads.stream().map(Read::identity).collect(Collectors.toSet());
        // Every hour on the hour, and at every read, where a count is at its highest.
        List<Instant> evaluations = Stream.concat(
                        LongStream.rangeClosed(1, 48)
                                .mapToObj(hour -> ContosoTenant.FIRST_DAY.plus(Duration.ofHours(hour))),
                        reads.stream().map(Read::at))
                .toList();

        for (String identity : identities) {
            for (Instant now : evaluations) {
                long last = count(reads, identity, now, 0);
                long before = count(reads, identity, now, 24);
                boolean alerts = last > THRESHOLD && last > before * 1.2;
                boolean attacked = identity.equals(Ids.principal("contoso-etl"))
                        && !now.isBefore(Instant.parse("2024-03-13T15:03:00Z"));
                assertThat(alerts && !attacked)
                        .as("%s at %s: %d reads after %d", identity, now, last, before)
                        .isFalse();
            }
        }
        Instant afterwards = Instant.parse("2024-03-13T16:00:00Z");
        assertThat(count(reads, Ids.principal("contoso-etl"), afterwards, 0)).isEqualTo(18);
        assertThat(count(reads, Ids.principal("contoso-etl"), afterwards, 24)).isEqualTo(4);
        Instant lateOnTheSecondDay = Instant.parse("2024-03-13T21:00:00Z");
        assertThat(count(reads, Ids.principal("contoso-backup"), lateOnTheSecondDay, 0))
                .isEqualTo(6);
        assertThat(count(reads, Ids.principal("contoso-backup"), lateOnTheSecondDay, 24))
                .isEqualTo(5);
    }

    private record Read(String identity, Instant at) {
        static Read of(Sighting call) {
            return new Read(call.event().record().at("/identity/claim/oid").textValue(), call.at());
        }
    }

    private static long count(List<Read> reads, String identity, Instant now, int hoursAgo) {
        Instant end = now.minus(Duration.ofHours(hoursAgo));
        Instant start = end.minus(Duration.ofHours(24));
        return reads.stream()
                .filter(read -> read.identity().equals(identity))
                .filter(read -> read.at().isAfter(start) && !read.at().isAfter(end))
                .count();
    }

    private Stream<Sighting> container(String name) {
        return SIGHTINGS.stream()
                .filter(sighting -> sighting.event().container().equals(name));
    }

    private Stream<Sighting> activity(Predicate<ObjectNode> filter) {
        return container("insights-activity-logs")
                .filter(sighting -> filter.test(sighting.event().record()));
    }

    private static String operation(ObjectNode record) {
        return record.get("operationName").textValue();
    }

    private static boolean answered(Sighting call) {
        return call.event().record().at("/properties/httpStatusCode").intValue() == 200;
    }
}
