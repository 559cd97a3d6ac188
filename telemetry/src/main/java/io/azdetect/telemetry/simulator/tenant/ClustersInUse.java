package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;

/**
 * What the clusters' audit logs tell: controllers at work, pipelines that roll out, and people who look into pods, most of
 * them into those of their own service. The category is the one without reads, which is what most pay for.
 */
final class ClustersInUse implements Habit {

    private static final String KIND = "kube-audit-admin";

    /** Rollouts of a service in an hour at work. */
    private static final double ROLLOUTS = 0.12;

    private final Tenant tenant;

    ClustersInUse(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Workload pipeline : tenant.workloads(Kind.PIPELINE)) {
            for (int i = hour.times(hour.office(7) * ROLLOUTS); i > 0; i--) {
                rollOut(hour, pipeline);
            }
        }
        for (String cluster : tenant.estate().clusters()) {
            for (int i = hour.times(6); i > 0; i--) {
                job(hour, cluster);
            }
        }
        tenant.now(hour, Department.ENGINEERING, 45, person -> shell(hour, person, service(hour, person)));
        tenant.now(hour, Department.PLATFORM, 8, person -> shell(hour, person, "monitoring"));
        tenant.now(hour, Department.PLATFORM, 0.5, person -> debugNode(hour, person));
        if (hour.isAt(DayOfWeek.TUESDAY, 10)) {
            tenant.estate().clusters().forEach(cluster -> agents(hour, cluster));
        }
    }

    /** Mostly the one that an engineer builds; now and then a colleague's. */
    private String service(SimulatedHour hour, Person person) {
        int services = Math.max(1, tenant.workloads(Kind.PIPELINE).size());
        return Names.service(
                hour.happens(0.04) ? hour.below(services) : (int) Ids.number(services, "builds", person.name()));
    }

    private String clusterOf(String namespace) {
        return tenant.estate().clusters().get((int)
                Ids.number(tenant.estate().clusters().size(), "runs", namespace));
    }

    /** A pipeline writes the deployment; the controllers make pods of it and the scheduler gives them nodes. */
    private void rollOut(SimulatedHour hour, Workload pipeline) {
        String service = pipeline.name().substring("sp-deploy-".length());
        String cluster = clusterOf(service);
        Instant at = hour.moment();
        ObjectNode image = Json.object(
                "spec",
                Json.object(
                        "template",
                        Json.object(
                                "spec",
                                Json.object(
                                        "containers",
                                        List.of(Json.object(
                                                "name",
                                                service,
                                                "image",
                                                "crcontosoweu.azurecr.io/" + service + ":" + at.getEpochSecond()))))));
        hour.add(
                KIND,
                request(cluster, service, "deployments", service, pipeline.id(), pipeline.ip(hour))
                        .put("verb", "patch")
                        .put("userAgent", "Helm/3.14.2")
                        .<ObjectNode>set("request", image),
                at);
        for (int pod = 0; pod < 2; pod++) {
            Instant then = at.plusSeconds(4 + 20L * pod);
            String name = service + "-" + Ids.hex(10, service, at.toString()) + "-" + pod;
            hour.add(KIND, controller(cluster, service, "replicaset-controller").put("name", name), then);
            hour.add(
                    KIND,
                    request(cluster, service, "pods", name, "system:kube-scheduler", "172.31.0.4")
                            .put("subresource", "binding"),
                    then.plusMillis(300));
            hour.add(
                    KIND,
                    controller(cluster, service, "replicaset-controller")
                            .put("verb", "delete")
                            .put("name", name + "-old"),
                    then.plusSeconds(15));
        }
    }

    private static void job(SimulatedHour hour, String cluster) {
        String name = "sync-" + Ids.hex(5, cluster, hour.start().toString());
        hour.add(
                KIND,
                controller(cluster, "jobs", hour.oneOf("job-controller", "cronjob-controller"))
                        .put("name", name),
                hour.moment());
    }

    private static ObjectNode controller(String cluster, String namespace, String controller) {
        return request(cluster, namespace, "pods", "", "system:serviceaccount:kube-system:" + controller, "172.31.0.4")
                .put("userAgent", "kube-controller-manager/v1.29.2 (linux/amd64) kubernetes/system");
    }

    private void shell(SimulatedHour hour, Person person, String namespace) {
        String pod = namespace + "-" + Ids.hex(10, namespace, hour.day().toString()) + "-0";
        hour.add(
                KIND,
                request(clusterOf(namespace), namespace, "pods", pod, person.name(), person.ip(hour))
                        .put("subresource", hour.happens(0.9) ? "exec" : "attach")
                        .put("stage", "ResponseStarted")
                        .put("code", 101),
                hour.moment());
    }

    /** A debug pod has the node's processes and its file system: kubectl debug node. */
    private void debugNode(SimulatedHour hour, Person person) {
        String node = "aks-workers-" + hour.below(9);
        hour.add(
                KIND,
                request(
                                hour.oneOf(tenant.estate().clusters()),
                                "default",
                                "pods",
                                "node-debugger-" + node,
                                person.name(),
                                person.ip(hour))
                        .<ObjectNode>set(
                                "request",
                                Json.object(
                                        "spec",
                                        Json.object(
                                                "hostPID",
                                                true,
                                                "volumes",
                                                List.of(Json.object(
                                                        "name", "host-root", "hostPath", Json.object("path", "/")))))),
                hour.moment());
    }

    /** Once a week the infrastructure's identity brings the agents of monitoring up to date, which see the whole node. */
    private void agents(SimulatedHour hour, String cluster) {
        Workload terraform = tenant.only(Kind.INFRASTRUCTURE);
        hour.add(
                KIND,
                request(cluster, "monitoring", "daemonsets", "node-agent", terraform.id(), terraform.ip(hour))
                        .put("verb", "patch")
                        .put("userAgent", "Helm/3.14.2")
                        .<ObjectNode>set(
                                "request",
                                Json.object(
                                        "spec",
                                        Json.object(
                                                "template",
                                                Json.object(
                                                        "spec",
                                                        Json.object(
                                                                "hostPID",
                                                                true,
                                                                "containers",
                                                                List.of(Json.object(
                                                                        "name",
                                                                        "agent",
                                                                        "securityContext",
                                                                        Json.object("privileged", true)))))))),
                hour.moment());
    }

    private static ObjectNode request(
            String cluster, String namespace, String resource, String name, String user, String ip) {
        ObjectNode request = Json.object(
                "cluster",
                cluster,
                "resourceGroup",
                Estate.RESOURCE_GROUP,
                "namespace",
                namespace,
                "resource",
                resource,
                "user",
                user,
                "ip",
                ip);
        return name.isEmpty() ? request : request.put("name", name);
    }
}
