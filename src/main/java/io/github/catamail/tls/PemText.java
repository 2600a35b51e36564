package io.github.catamail.tls;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a PEM file (RFC 7468). What stands between the blocks is ignored: {@code openssl s_client} and {@code openssl
 * pkcs12} print a good deal of it.
 */
final class PemText {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

    private PemText() {}

    static boolean looksLikePem(byte[] bytes) {
        return decode(bytes).contains("-----BEGIN ");
    }

    /**
     * Returns the blocks in their order.
     *
     * @throws IOException with a text for the administrator, if a block has no end or is not base64
     */
    static List<PemBlock> parse(byte[] bytes) throws IOException {
        List<PemBlock> blocks = new ArrayList<>();
        List<String> lines = decode(bytes).lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher begin = BEGIN.matcher(lines.get(i));
            if (begin.find()) {
                String label = begin.group(1);
                int end = endOf(label, lines, i);
                blocks.add(block(label, lines.subList(i + 1, end), i + 1));
                i = end;
            }
        }
        return blocks;
    }

    private static int endOf(String label, List<String> lines, int begin) throws IOException {
        String end = "-----END " + label + "-----";
        for (int i = begin + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(end)) {
                return i;
            }
            if (BEGIN.matcher(lines.get(i)).find()) {
                break;
            }
        }
        throw new IOException(
                "the block \"" + label + "\" that begins in line " + (begin + 1) + " has no \"" + end + "\" behind it");
    }

    private static PemBlock block(String label, List<String> body, int line) throws IOException {
        StringBuilder base64 = new StringBuilder();
        boolean encrypted = false;
        for (String text : body) {
            // Base64 has no colon: such a line is a header of RFC 1421.
            if (text.indexOf(':') < 0) {
                base64.append(text);
            } else if (text.startsWith("Proc-Type:") && text.contains("ENCRYPTED")) {
                encrypted = true;
            }
        }
        try {
            byte[] der = encrypted ? new byte[0] : Base64.getMimeDecoder().decode(base64.toString());
            return new PemBlock(label, encrypted, line, der);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException(
                    "the block \"" + label + "\" that begins in line " + line + " is not base64", notBase64);
        }
    }

    private static String decode(byte[] bytes) {
        return new String(bytes, charset(bytes));
    }

    /** Windows PowerShell writes UTF-16 when output is redirected to a file. */
    private static Charset charset(byte[] bytes) {
        boolean utf16 = bytes.length > 1
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }
}
