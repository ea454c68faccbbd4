package dev.novasphere.testkit.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged operator as a process of its own, which is what users run. */
public final class OperatorProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;
    private final Path log;
    private final Instant begin = Instant.now();
    private Duration readyAfter = Duration.ZERO;

    private OperatorProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Starts the operator as {@link #launch} does and returns when it is ready. */
    public static OperatorProcess start(Path kubeconfig, Path log, Map<String, String> configuration)
            throws IOException {
        var operator = launch(kubeconfig, log, configuration);
        operator.waitUntilReady();
        return operator;
    }

    /**
     * Starts the operator with the JVM options of the shipped Deployment and returns at once.
     *
     * @param kubeconfig whom it acts as
     * @param log file that takes what it prints
     * @param configuration environment variables
     */
    public static OperatorProcess launch(Path kubeconfig, Path log, Map<String, String> configuration)
            throws IOException {
        return launch(OperatorCommand.ofEnvironment(), kubeconfig, log, configuration);
    }

    /**
     * The same with a command line of the caller's.
     *
     * @param command begins with a launcher of Java
     */
    public static OperatorProcess launch(
            List<String> command, Path kubeconfig, Path log, Map<String, String> configuration) throws IOException {
        var port = freePort();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(Chart.environment());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().putAll(configuration);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new OperatorProcess(process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** Time from the start of the process to its first positive answer on the readiness probe. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** CPU time of all its threads since its start. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Resident memory now, in KiB; Linux only. */
    public long residentKiB() {
        return memory("VmRSS:");
    }

    /** The highest resident memory so far, in KiB; Linux only. */
    public long peakResidentKiB() {
        return memory("VmHWM:");
    }

    /** What a GET of a path of its own HTTP server answers. */
    public String get(String path) throws IOException, InterruptedException {
        // Of the metrics that is the older format, which promtool reads.
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Accept", "text/plain, */*")
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** How many reconciliations it has brought to a good end, of both kinds together. */
    public long reconciliations() throws IOException, InterruptedException {
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("reconciliations_success_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The file with everything it printed. */
    public Path log() {
        return log;
    }

    /**
     * Waits for its end.
     *
     * @return its exit code; empty if it still runs after that time
     */
    public OptionalInt waitForEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /** Asks it to end, as the kubelet does: SIGTERM. */
    public void askToEnd() {
        process.destroy();
    }

    /** Stops it where it is, as by SIGSTOP, until {@link #wake}. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on, as by SIGCONT. */
    public void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    "kill -%s of process %d ended with code %d.".formatted(name, process.pid(), code));
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when its readiness probe says yes. */
    public void waitUntilReady() throws IOException {
        var end = Instant.now().plus(PATIENCE);
        var last = "nothing";
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The operator ended by itself with code " + process.exitValue()
                        + ". Its last words:\n" + lastWords());
            }
            try {
                last = get("/q/health/ready");
                if (last.replace(" ", "").contains("\"status\":\"UP\"")) {
                    readyAfter = Duration.between(begin, Instant.now());
                    return;
                }
            } catch (IOException e) {
                last = String.valueOf(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the operator was starting.", e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        process.destroyForcibly();
        throw new IllegalStateException("The operator was not ready after " + PATIENCE.toSeconds()
                + " s; its readiness probe last said: " + last + "\nIts last words:\n" + lastWords());
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private long memory(String key) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("\\D+", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("The memory of the operator's process cannot be read.", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
