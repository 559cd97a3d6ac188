package io.azdetect.kql.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every plug-in that {@code evaluate} may call. */
public final class Plugins {
    /** Plug-ins that Kusto has and that are refused by name. */
    private static final Set<String> REFUSED = Set.of(
            "activity_engagement",
            "activity_metrics",
            "ai_chat_completion",
            "ai_chat_completion_prompt",
            "ai_embed_text",
            "ai_embeddings",
            "azure_digital_twins_query_request",
            "cosmosdb_sql_request",
            "diffpatterns_text",
            "funnel_sequence",
            "geo_line_lookup",
            "geo_polygon_lookup",
            "http_request",
            "http_request_post",
            "identity",
            "infer_storage_schema",
            "infer_storage_schema_with_suggestions",
            "mysql_request",
            "new_activity_metrics",
            "postgresql_request",
            "python",
            "r",
            "sql_request");

    private static final Map<String, Plugin> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.of(RelationalPlugins.ALL, SequencePlugins.ALL, SchemaPlugins.ALL, MiningPlugins.ALL)
                .flatMap(List::stream)
                .forEach(plugin -> {
                    if (BY_NAME.put(plugin.name(), plugin) != null) {
                        throw new IllegalStateException(plugin.name() + " is declared twice");
                    }
                });
    }

    private Plugins() {}

    /** The plug-in of exactly this name; Kusto's names are case-sensitive. */
    public static Optional<Plugin> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Collection<Plugin> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** The names of Kusto's plug-ins that are not run. */
    public static Set<String> refused() {
        return REFUSED;
    }
}
