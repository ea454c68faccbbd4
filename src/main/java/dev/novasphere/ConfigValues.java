package dev.novasphere;

import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * How configuration values are read: a value that could only fail later, on a node or in a launcher pod, stops the
 * start. Key and value are named by SmallRye Config; the messages here add the remedy.
 */
final class ConfigValues {
    private ConfigValues() {}

    /** A flag. The usual converter takes every slip of the pen for false. */
    public static final class Flag implements Converter<Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean convert(String value) {
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("Write true or false.");
            };
        }
    }

    /** How many of something there may be. */
    public static final class Bound implements Converter<Integer> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

        @Override
        public Integer convert(String value) {
            return Integer.valueOf(matching(NUMBER, value, "Write a number from 0 to 999999."));
        }
    }

    /** The name of a network interface, bounded as the kernel bounds it (IFNAMSIZ, dev_valid_name). */
    public static final class InterfaceName implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^\\s/:]{1,15}");

        @Override
        public String convert(String value) {
            return matching(
                    NAME, value, "Name an interface of the nodes: at most 15 characters, no space, slash or colon.");
        }
    }

    /** A glob pattern for names of network interfaces. */
    public static final class InterfacePattern implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern PATTERN = Pattern.compile("[^\\s/:]+");

        @Override
        public String convert(String value) {
            return matching(
                    PATTERN, value, "Write patterns such as br-*, separated by commas, without space, slash or colon.");
        }
    }

    /** The name of an extended resource, as a device plugin advertises it. */
    public static final class ResourceName implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME =
                Pattern.compile("[a-z0-9][a-z0-9.-]*/[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

        @Override
        public String convert(String value) {
            return matching(
                    NAME, value, "Name an extended resource as the nodes show it, such as intel.com/sriov_vfio.");
        }
    }

    /** The name of a Kubernetes object: a DNS subdomain (RFC 1123). */
    public static final class ObjectName implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

        @Override
        public String convert(String value) {
            return matching(NAME, value, "Name a StorageClass: lower-case letters, digits, dashes and dots.");
        }
    }

    /** The name of a namespace or of a Lease: a DNS label (RFC 1123). */
    public static final class Name implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

        @Override
        public String convert(String value) {
            return matching(NAME, value, "Write at most 63 lower-case letters, digits and dashes.");
        }
    }

    /** A span of time. */
    public static final class Period implements Converter<Duration> {
        private static final long serialVersionUID = 1L;
        private static final Pattern PERIOD = Pattern.compile("\\d{1,6}(ms|s)");

        @Override
        public Duration convert(String value) {
            matching(PERIOD, value, "Write seconds or milliseconds, such as 6s or 500ms.");
            var number = Long.parseLong(value.replaceAll("\\D", ""));
            return value.endsWith("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
        }
    }

    private static String matching(Pattern pattern, String value, String remedy) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(remedy);
        }
        return value;
    }
}
