package dev.novasphere;

import dev.novasphere.cluster.ClusterFactsSource;
import dev.novasphere.leadership.Leadership;
import dev.novasphere.metrics.Metric;
import dev.novasphere.metrics.Reading;
import dev.novasphere.observed.ClusterFacts.Project;
import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/** What a replica tells of itself and of what it sees. Before the start is over nobody asks for what is not there yet. */
@Singleton
class ReplicaState {
    private final OperatorStart start;
    private final OperatorReadiness readiness;
    private final Operator operator;
    private final ClusterFactsSource facts;
    private final Leadership leadership;

    ReplicaState(
            OperatorStart start,
            @Readiness OperatorReadiness readiness,
            Operator operator,
            ClusterFactsSource facts,
            Leadership leadership) {
        this.start = start;
        this.readiness = readiness;
        this.operator = operator;
        this.facts = facts;
        this.leadership = leadership;
    }

    /** The readings of now. */
    List<Reading> readings() {
        var readings = new ArrayList<Reading>();
        readings.add(Reading.of(Metric.READY, flag(readiness.call().getStatus() == Status.UP)));
        readings.add(Reading.of(Metric.LEADER, flag(leads())));
        if (start.awaited().isEmpty()) {
            Arrays.stream(Project.values()).forEach(project -> readings.add(dependency(project)));
            operator.getRuntimeInfo()
                    .unhealthyEventSources()
                    .forEach((controller, unhealthy) ->
                            readings.add(Reading.of(Metric.WATCHES_UNHEALTHY, unhealthy.size(), controller)));
        }
        return readings;
    }

    /** Whether this replica works: a single one does as soon as it has started. */
    boolean leads() {
        return start.awaited().isEmpty() && leadership.isLeader();
    }

    private Reading dependency(Project project) {
        return Reading.of(
                Metric.DEPENDENCY_PRESENT,
                flag(facts.facts().has(project)),
                project.toString().toLowerCase(Locale.ROOT));
    }

    private static double flag(boolean holds) {
        return holds ? 1 : 0;
    }
}
