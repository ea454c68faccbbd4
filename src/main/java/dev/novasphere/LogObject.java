package dev.novasphere;

import io.quarkus.logging.LoggingFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Names in each line of the log the object that it is about, in the words of Kubernetes: kind, namespace, name and
 * generation. The framework puts more than that into every line, under names of its own, and leaves what an earlier event
 * was about.
 */
@LoggingFilter(name = "object")
public final class LogObject implements Filter {
    private static final String FRAMEWORK = "resource.";
    private static final List<String> TOLD = List.of("kind", "namespace", "name", "generation");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord known) {
            known.setMdc(object(known.getMdcCopy()));
        }
        return true;
    }

    static Map<String, String> object(Map<String, String> context) {
        var object = new HashMap<String, String>();
        TOLD.stream()
                .filter(field -> context.containsKey(FRAMEWORK + field))
                .forEach(field -> object.put(field, context.get(FRAMEWORK + field)));
        return object;
    }
}
