package io.azdetect.azure.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.azure.arm.AzureException;

/**
 * Why a workspace did not answer. The reason that helps stands innermost in the errors that the service sends (<a
 * href="https://learn.microsoft.com/azure/azure-monitor/logs/api/errors">its errors</a>).
 */
final class QueryError {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QueryError() {}

    static AzureException of(int status, String body, String workspace) {
        JsonNode error;
        try {
            error = JSON.readTree(body).path("error");
        } catch (JsonProcessingException e) {
            error = JSON.missingNode();
        }
        String code = error.path("code").asText("");
        String said = innermost(error);
        String where = "the workspace " + workspace;
        if (status == 504) {
            return new TooMuchException(where + " took too long: ask for less, such as a shorter time");
        }
        return new AzureException(
                switch (status) {
                    case 400 -> where + " cannot run this query: " + said;
                    case 401 ->
                        where + " does not take the login: run 'az login', and then this command again (" + said + ")";
                    case 403 ->
                        "who is logged in may not query " + where + ": ask for the role 'Log Analytics Reader' on it ("
                                + said + ")";
                    case 404 ->
                        "there is no workspace " + workspace + " (" + said + ")\n"
                                + "--remote takes the workspace's own id"
                                + " ('az monitor log-analytics workspace"
                                + " show … --query customerId') or its"
                                + " resource id";
                    case 429 -> where + " is asked too much just now, and was for minutes; try again later";
                    default -> where + " answered " + status + " " + code + ": " + said;
                });
    }

    /** The messages from the outermost that says something to the innermost, each once. */
    static String innermost(JsonNode error) {
        String message = error.path("message").asText("no reason given");
        StringBuilder place = new StringBuilder();
        for (JsonNode inner = error.path("innererror"); inner.isObject(); inner = inner.path("innererror")) {
            message = inner.path("message").asText(message);
            if (inner.has("line") && inner.path("line").asInt() > 0) {
                place.setLength(0);
                place.append(" (line ").append(inner.get("line").asInt());
                place.append(inner.has("pos") ? ", column " + (inner.get("pos").asInt() + 1) : "")
                        .append(')');
            }
        }
        for (JsonNode detail : error.path("details")) {
            message = message + "; " + innermost(detail);
        }
        return message.replaceAll("\\s+", " ").strip() + place;
    }
}
