package dev.novasphere;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** How configuration values are read: a value that could only fail later, in a guest's launcher pod, stops the start. */
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

    /** The name of a network interface, bounded as the kernel bounds it (IFNAMSIZ). */
    public static final class InterfaceName implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("[^\\s/:]{1,15}");

        @Override
        public String convert(String value) {
            return matching(NAME, value, "Name an interface of the nodes: at most 15 characters, no space, slash or colon.");
        }
    }

    /** The name of an extended resource, as a device plugin advertises it. */
    public static final class ResourceName implements Converter<String> {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("[a-z0-9.-]+/[A-Za-z0-9._-]{1,63}");

        @Override
        public String convert(String value) {
            return matching(NAME, value, "Name an extended resource as the nodes show it, such as intel.com/sriov_vfio.");
        }
    }

    private static String matching(Pattern pattern, String value, String remedy) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(remedy);
        }
        return value;
    }
}
