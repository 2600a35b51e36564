package io.github.catamail.scan;

/** Why an application does not share the server's mail classes. */
public enum Apart {
    /** There is no {@code MailListener}, or what there is cannot be told. */
    WITHOUT_LISTENER,
    /** The listener's {@code exclude} names it. */
    EXCLUDED,
    /** It has a {@code <Loader>} of its own, which the listener leaves alone. */
    OWN_LOADER
}
