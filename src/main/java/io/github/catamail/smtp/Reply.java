package io.github.catamail.smtp;

/**
 * What a server answered to one command (RFC 5321, 4.2).
 *
 * @param code the reply code, or -1 where it does not begin with one
 * @param text all lines as they came, each with a line feed at its end
 */
record Reply(int code, String text) {
    /** Reads the code as Jakarta Mail does. */
    static Reply of(String text) {
        if (text.length() < 3) {
            return new Reply(-1, text);
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit < 0) {
                return new Reply(-1, text);
            }
            code = 10 * code + digit;
        }
        return new Reply(code, text);
    }

    boolean isPositive() {
        return code / 100 == 2;
    }

    /** Returns whether the server says that it has refused, for now or for ever. */
    boolean isRefusal() {
        return code / 100 == 4 || code / 100 == 5;
    }

    /** Returns whether the server is about to close the connection (RFC 5321, 3.8). */
    boolean isGoodbye() {
        return code == 421;
    }
}
