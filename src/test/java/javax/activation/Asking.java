package javax.activation;

import java.util.concurrent.Callable;

/** Stands for the old library, which an application may use privately, when it looks for its files. */
public final class Asking {
    private Asking() {}

    /** Asks. */
    public static <T> T ask(Callable<T> question) throws Exception {
        return question.call();
    }
}
