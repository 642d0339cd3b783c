package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.notice.Devices;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody was seen, in words.
 *
 * @param address null where nobody knows
 * @param device never the header itself, which says whatever its sender likes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Place(@Nullable String address, Device device) {

    /**
     * A device in words that are known beforehand.
     *
     * @param browser or library; null where it is not known
     * @param system null where it is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Device(@Nullable String browser, @Nullable String system) {

        static Device of(@Nullable String userAgent) {
            Devices.Device known = Devices.name(userAgent);
            return new Device(nullIfEmpty(known.browser()), nullIfEmpty(known.system()));
        }

        /** Browser and system in one text; empty where neither is known. */
        String inWords() {
            return Stream.of(browser, system).flatMap(Stream::ofNullable).collect(Collectors.joining(", "));
        }
    }

    static Place of(Origin origin) {
        return new Place(address(origin.address()), Device.of(origin.userAgent()));
    }

    /** That address; null for {@link Address#UNKNOWN}. */
    static @Nullable String address(String address) {
        return address.equals(Address.UNKNOWN) ? null : address;
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
