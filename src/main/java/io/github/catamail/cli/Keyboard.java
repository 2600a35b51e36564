package io.github.catamail.cli;

import org.jspecify.annotations.Nullable;

/** Somebody who can be asked. */
interface Keyboard {
    /** Nobody, as in a script or a pipe. */
    Keyboard NONE = new Keyboard() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public @Nullable String readLine(String prompt) {
            return null;
        }

        @Override
        public char @Nullable [] readSecret(String prompt) {
            return null;
        }
    };

    /** Returns whether there is somebody. */
    boolean isThere();

    /** Asks, and returns the answer; null where there is none. */
    @Nullable String readLine(String prompt);

    /** Asks without showing the answer, and returns it; null where there is none. */
    char @Nullable [] readSecret(String prompt);
}
