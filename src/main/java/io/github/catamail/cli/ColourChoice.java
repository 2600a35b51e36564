package io.github.catamail.cli;

/** When there are colours. */
enum ColourChoice {
    /** On a terminal that has them. */
    AUTO,
    /** Wherever the output goes. */
    ALWAYS,
    /** Nowhere. */
    NEVER
}
