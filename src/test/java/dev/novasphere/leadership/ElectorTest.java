package dev.novasphere.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three replicas in a world whose time stands still unless it is told to go on. Each has a clock that began at another
 * moment; whatever happens to them and to the Lease, there is never more than one leader.
 */
class ElectorTest {
    private static final LeaseTerms TERMS =
            new LeaseTerms(Duration.ofSeconds(6), Duration.ofSeconds(4), Duration.ofSeconds(1));
    private static final long TICK = Duration.ofMillis(50).toNanos();
    private static final int SECOND = 20;
    /** The promise: a lease and two retries; no longer takes the first election of all. */
    private static final int TAKEOVER = 8 * SECOND;

    private long time;
    private final Server server = new Server();
    private final List<Replica> replicas = IntStream.range(0, 3)
            .mapToObj(number -> new Replica("r" + number, new long[] {0, -1L << 60, Long.MAX_VALUE}[number]))
            .toList();

    /** What it would tell of all these misfortunes, nobody wants to read. */
    @BeforeAll
    static void silence() {
        Logger.getLogger(Elector.class.getName()).setLevel(Level.OFF);
    }

    @AfterAll
    static void speech() {
        Logger.getLogger(Elector.class.getName()).setLevel(null);
    }

    @Test
    void oneIsElectedAndStays() {
        run(TAKEOVER);
        var leader = leader();
        for (int tick = 0; tick < 60 * SECOND; tick++) {
            run(1);
            assertThat(leader()).isEqualTo(leader);
        }
    }

    @Test
    void aDeadLeaderIsReplacedInTime() {
        run(TAKEOVER);
        var dead = leader();
        dead.paused = Integer.MAX_VALUE;
        run(TAKEOVER);
        assertThat(leader()).isNotEqualTo(dead);
    }

    /** As by SIGSTOP and SIGCONT: it wakes in the middle of its work and asks whether it may write. */
    @Test
    void aLeaderThatWasStoppedForLongDoesNotLeadWhenItWakes() {
        run(TAKEOVER);
        var stopped = leader();
        stopped.paused = 10 * SECOND;
        run(10 * SECOND);
        assertThat(stopped.elector.isLeader()).isFalse();
        assertThat(leader()).isNotEqualTo(stopped);
    }

    @Test
    void aLeaderWithoutTheApiServerStopsInTimeAndSaysSo() {
        run(TAKEOVER);
        var cut = leader();
        cut.cutOff = Integer.MAX_VALUE;
        run(4 * SECOND);
        assertThat(cut.elector.isLeader()).isFalse();
        run(3 * SECOND);
        assertThat(cut.elector.obstacle())
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("the Lease", "nobody answers", "can neither lead nor take over"));
        run(1 * SECOND);
        assertThat(leader()).isNotEqualTo(cut);
        assertThat(leader().elector.obstacle()).isEmpty();
    }

    @Test
    void aDeletedLeaseIsMadeAnewByItsLeader() {
        run(TAKEOVER);
        var leader = leader();
        server.stored = Optional.empty();
        run(2 * SECOND);
        assertThat(leader()).isEqualTo(leader);
        assertThat(server.stored)
                .hasValueSatisfying(claim -> assertThat(claim.holder()).isEqualTo(leader.name));
    }

    @Test
    void aStolenLeaseStopsItsLeaderAndComesBack() {
        run(TAKEOVER);
        server.store("a stranger");
        run(2 * SECOND);
        assertThat(leaders()).isEmpty();
        run(TAKEOVER);
        assertThat(leader()).isNotNull();
    }

    @Test
    void aLeaseThatIsGivenBackHasANewHolderWithinTwoSeconds() {
        run(TAKEOVER);
        var first = leader();
        first.elector.giveBack();
        first.paused = Integer.MAX_VALUE;
        run(2 * SECOND);
        assertThat(leader()).isNotEqualTo(first);
    }

    static List<Long> seeds() {
        return IntStream.range(0, 500).mapToObj(Long::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thereAreNeverTwoAndInTheEndThereIsOne(long seed) {
        var chance = new Random(seed);
        for (int tick = 0; tick < 120 * SECOND; tick++) {
            mischief(chance);
            run(1); // Looks at the leaders after each step.
        }
        replicas.forEach(replica -> {
            replica.cutOff = 0;
            replica.losesAnswers = false;
            replica.paused = 0;
        });
        run(TAKEOVER);
        assertThat(leaders()).as("in the end").hasSize(1);
    }

    private void mischief(Random chance) {
        var someone = replicas.get(chance.nextInt(replicas.size()));
        switch (chance.nextInt(400)) {
            case 0, 1 -> someone.paused = chance.nextInt(10 * SECOND);
            case 2, 3 -> someone.cutOff = chance.nextInt(10 * SECOND);
            case 4, 5 -> someone.losesAnswers = !someone.losesAnswers;
            case 6 -> server.stored = Optional.empty();
            case 7 -> server.store("a stranger");
            default -> {}
        }
    }

    private void run(int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            time += TICK;
            replicas.forEach(Replica::tick);
            assertThat(leaders()).as("leaders at %d ms", time / 1_000_000).hasSizeLessThanOrEqualTo(1);
        }
    }

    private List<Replica> leaders() {
        return replicas.stream().filter(replica -> replica.elector.isLeader()).toList();
    }

    private Replica leader() {
        assertThat(leaders()).hasSize(1);
        return leaders().getFirst();
    }

    /** What the API server stores, with a version for each write. */
    private static final class Server {
        private Optional<Claim> stored = Optional.empty();
        private int version;

        Claim store(String holder) {
            var claim = new Claim(String.valueOf(++version), holder, TERMS.lease());
            stored = Optional.of(claim);
            return claim;
        }
    }

    private final class Replica implements Ballot {
        private final String name;
        private final Elector elector;
        private Optional<Claim> last = Optional.empty();
        private long nextStep;
        private int paused;
        private int cutOff;
        private boolean losesAnswers;

        Replica(String name, long origin) {
            this.name = name;
            this.elector = new Elector(this, new Elector.Candidate(name, TERMS), () -> time + origin);
        }

        void tick() {
            cutOff = Math.max(0, cutOff - 1);
            if (paused > 0) {
                paused--;
            } else if (time >= nextStep) {
                elector.step();
                nextStep = time + elector.pause().toNanos();
            }
        }

        @Override
        public Optional<Claim> read() {
            answer();
            last = server.stored;
            return last;
        }

        @Override
        public Optional<Claim> write(String holder, Duration term) {
            answer();
            if (!last.equals(server.stored)) {
                return Optional.empty();
            }
            last = Optional.of(server.store(holder));
            if (losesAnswers) {
                throw new KubernetesClientException("the answer is lost");
            }
            return last;
        }

        private void answer() {
            if (cutOff > 0) {
                throw new KubernetesClientException("nobody answers");
            }
        }

        @Override
        public String toString() {
            return "the Lease of " + name;
        }
    }
}
