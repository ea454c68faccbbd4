package dev.novasphere;

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

    /** The name of a namespace: a DNS label (RFC 1123). */
    public static final class NamespaceName implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?");

        @Override
        public String convert(String value) {
            return matching(
                    NAME, value, "Name namespaces, separated by commas: lower-case letters, digits and dashes.");
        }
    }

    private static String matching(Pattern pattern, String value, String remedy) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(remedy);
        }
        return value;
    }
}
