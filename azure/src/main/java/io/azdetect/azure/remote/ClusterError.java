package io.azdetect.azure.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.azure.arm.AzureException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a cluster did not answer (<a href="https://learn.microsoft.com/kusto/api/rest/response-http">its statuses</a>). The words
 * that help are in {@code @message}; {@code message} says what kind of error it is.
 */
final class ClusterError {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClusterError() {}

    static AzureException of(int status, String body, String database, URI cluster) {
        JsonNode error;
        try {
            error = JSON.readTree(body).path("error");
        } catch (JsonProcessingException e) {
            error = JSON.missingNode();
        }
        String where = "the database " + database + " of " + cluster;
        String said = message(error);
        if (status == 504 || error.path("code").asText().equals("LimitsExceeded")) {
            return new TooMuchException(
                    where + " was asked for too much: ask for less, such as a shorter time (" + said + ")");
        }
        return new AzureException(
                switch (status) {
                    case 400 -> where + " cannot run this query: " + said;
                    case 401 ->
                        where + " does not take the login: run 'az login', and then this command again (" + said + ")";
                    case 403 ->
                        "who is logged in may not query " + where + ": ask for the role 'Database Viewer' there ("
                                + said + ")";
                    case 404 -> "there is no " + where.substring("the ".length()) + " (" + said + ")";
                    case 413 -> where + " does not take so large a query (" + said + ")";
                    case 429 -> where + " is asked too much just now, and was for minutes; try again later";
                    default -> where + " answered " + status + ": " + said;
                });
    }

    /** What the errors of an answer that began well say. */
    static List<String> messages(JsonNode errors) {
        List<String> messages = new ArrayList<>();
        errors.forEach(error -> messages.add(message(error.path("error"))));
        return messages;
    }

    private static String message(JsonNode error) {
        String message = error.path("@message").asText(error.path("message").asText("no reason given"));
        return message.replaceAll("\\s+", " ").strip();
    }
}
