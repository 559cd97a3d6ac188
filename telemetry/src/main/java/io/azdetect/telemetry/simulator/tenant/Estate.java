package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.Ids;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The resources of the tenant, as what follows the provider's slash of their ids. */
final class Estate {

    /** Where engineers try things out. */
    static final String SANDBOX = "f0b6c3a9-2e71-4d84-b5f9-08a3d6e1c72b";

    static final String RESOURCE_GROUP = "rg-platform";

    private final int identities;
    private final List<Workload> workloads;
    private final List<String> vaults;
    private final List<String> accounts;
    private final List<String> clusters;

    Estate(int identities, List<Workload> workloads) {
        this.identities = identities;
        this.workloads = workloads;
        this.vaults = named("kv-", "-weu", 30, 3);
        this.accounts = named("st", "weu", 30, 4);
        this.clusters = named("aks-", "", 100, 1);
    }

    private List<String> named(String before, String after, int identitiesForOne, int fewest) {
        return IntStream.range(0, Math.max(fewest, identities / identitiesForOne))
                .mapToObj(i -> before + Names.service(i) + after)
                .toList();
    }

    /** Names of key vaults. */
    List<String> vaults() {
        return vaults;
    }

    /** The vault that an identity keeps its secrets in. */
    String vaultOf(Workload workload) {
        return vaults.get((int) Ids.number(vaults.size(), "vault", workload.name()));
    }

    /** Names of storage accounts that applications use. */
    List<String> accounts() {
        return accounts;
    }

    String accountOf(Workload workload) {
        return accounts.get((int) Ids.number(accounts.size(), "account", workload.name()));
    }

    List<String> clusters() {
        return clusters;
    }

    List<String> sites() {
        return resources("Microsoft.Web/sites/");
    }

    List<String> machines() {
        return resources("Microsoft.Compute/virtualMachines/");
    }

    private List<String> resources(String type) {
        return workloads.stream()
                .map(Workload::resource)
                .filter(resource -> resource.startsWith(type))
                .toList();
    }

    /** Resources of the kind that a routine names in braces. */
    List<String> all(String kind) {
        return switch (kind) {
            case "vm" -> machines();
            case "site" -> sites();
            case "vault" ->
                vaults.stream().map(v -> "Microsoft.KeyVault/vaults/" + v).toList();
            case "storage" ->
                accounts.stream()
                        .map(a -> "Microsoft.Storage/storageAccounts/" + a)
                        .toList();
            case "cluster" ->
                clusters.stream()
                        .map(c -> "Microsoft.ContainerService/managedClusters/" + c)
                        .toList();
            case "workflow" ->
                Stream.of("la-tickets", "la-approvals", "la-digest")
                        .map(name -> "Microsoft.Logic/workflows/" + name)
                        .toList();
            default -> throw new IllegalArgumentException("no resources are called {" + kind + "}");
        };
    }
}
