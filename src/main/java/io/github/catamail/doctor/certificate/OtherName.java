package io.github.catamail.doctor.certificate;

import io.github.catamail.tls.CertificateSummary;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Picks a name that a certificate is for, to be written as {@code tlsServerName}. */
final class OtherName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]+");
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|, ?)CN=([^,\"]+)", Pattern.CASE_INSENSITIVE);

    private OtherName() {}

    /** Returns the first name without an asterisk, or null; the common name only counts where there is no other. */
    static @Nullable String in(CertificateSummary certificate) {
        List<String> names = certificate.subjectAlternativeNames();
        if (!names.isEmpty()) {
            return names.stream()
                    .filter(name -> NAME.matcher(name).matches())
                    .findFirst()
                    .orElse(null);
        }
        Matcher common = COMMON_NAME.matcher(certificate.subject());
        if (!common.find()) {
            return null;
        }
        String name = common.group(1).strip().toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? name : null;
    }
}
