package dev.novasphere.apiserver;

import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A story in which nothing happens any more, and how that is seen. */
record Stillness(Story story) {
    /**
     * Waits until the guest's agent has answered and a look at the Wukong changes nothing more.
     *
     * @return {@link #everything}
     */
    Map<String, String> await() throws Exception {
        story.status(
                "every address is known",
                status -> Tenant.isRunning(status)
                        && status.networks().stream().allMatch(network -> network.ipAddress() != null));
        return story.see("nothing changes any more", this::look, seen -> seen.equals(everything()));
    }

    /**
     * Makes the operator look at the Wukong, by a change that means nothing to it, and waits until it has looked.
     *
     * @return {@link #everything} before
     */
    Map<String, String> look() throws Exception {
        var operator = SharedTestbed.operator();
        var looks = operator.reconciliations();
        var before = everything();
        story.somebodyChanges(
                Kind.WUKONG,
                Story.NAME,
                "{\"metadata\":{\"annotations\":{\"test.novasphere.dev/look\":\"%s\"}}}".formatted(UUID.randomUUID()));
        story.see("the operator has looked", operator::reconciliations, now -> now > looks);
        return before;
    }

    /** The version of every child and of the guest, and the status. */
    Map<String, String> everything() {
        var all = story.children("/metadata/resourceVersion");
        all.put("instance", story.instance().at("/metadata/resourceVersion").asText());
        all.put("status", story.json(Kind.WUKONG, Story.NAME).path("status").toString());
        return all;
    }

    /** What the operator has asked the API server to change in the namespace so far. */
    List<String> writes() throws IOException {
        return AuditLog.of(story.tenant()).stream()
                .filter(request -> request.isOperators() && request.isWrite())
                .map(request ->
                        "%s %s %s %d".formatted(request.verb(), request.resource(), request.name(), request.code()))
                .toList();
    }
}
