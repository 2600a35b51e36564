package io.github.catamail.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where a certificate says that the certificate of its issuer can be had: "caIssuers" of RFC 5280, section 4.2.2.1. */
public final class IssuerUrls {
    private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final String CA_ISSUERS = "1.3.6.1.5.5.7.48.2";
    private static final int URI = 0x86;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");

    private IssuerUrls() {}

    /** Returns the URLs, or nothing. Whoever made the certificate wrote them: what is not printable is replaced. */
    public static List<String> of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS);
        if (extension == null) {
            return List.of();
        }
        try {
            List<String> urls = new ArrayList<>();
            for (Der access : Der.parse(Der.parse(extension).content()).children()) {
                Der location = access.child(1);
                if (access.child(0).oid().equals(CA_ISSUERS) && location.is(URI)) {
                    String url = new String(location.content(), StandardCharsets.ISO_8859_1);
                    urls.add(UNPRINTABLE.matcher(url).replaceAll("?"));
                }
            }
            return List.copyOf(urls);
        } catch (IOException malformed) {
            // It is a hint and nothing more.
            return List.of();
        }
    }
}
