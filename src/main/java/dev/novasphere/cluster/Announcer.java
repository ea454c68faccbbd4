package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.status.Announcement;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells people by Events. An Event that cannot be written is logged and does not hold up the work. */
@ApplicationScoped
public class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    /** The API's bound on an Event's message. */
    private static final int LONGEST_MESSAGE = 1024;

    private final KubernetesClient client;
    private final Clock clock;

    /** Writes Events through this client, with the times of this clock. */
    public Announcer(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Makes an Event about a Wukong. */
    public void announce(MachineResource owner, Announcement announcement) {
        LOG.infof(
                "%s %s/%s: %s. %s",
                owner.getKind(), owner.namespace(), owner.name(), announcement.reason(), announcement.message());
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(owner.namespace())
                .withName(owner.name() + "." + UUID.randomUUID())
                .endMetadata()
                .withType(announcement.warning() ? "Warning" : "Normal")
                .withReason(announcement.reason())
                .withMessage(bounded(announcement.message()))
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withReportingComponent(FieldManager.NAME)
                .withNewSource()
                .withComponent(FieldManager.NAME)
                .endSource()
                .withNewInvolvedObject()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withNamespace(owner.namespace())
                .withName(owner.name())
                .withUid(owner.uid())
                .endInvolvedObject()
                .build();
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "The event %s about %s %s/%s could not be written (%s). It said: %s",
                    announcement.reason(),
                    owner.getKind(),
                    owner.namespace(),
                    owner.name(),
                    e.getMessage(),
                    announcement.message());
        }
    }

    private static String bounded(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
