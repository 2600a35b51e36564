package io.github.catamail.config;

/** What happens to a message of which the server refuses some recipients. */
public enum PartialDelivery {
    /** It is sent to nobody, and the application gets an exception: what Jakarta Mail does unless asked otherwise. */
    REJECT,
    /** It is sent to the others, and the application gets an exception all the same ({@code mail.smtp.sendpartial}). */
    SEND,
    /** It is sent to the others, each refused address is logged, and the application gets no exception. */
    SEND_AND_LOG
}
