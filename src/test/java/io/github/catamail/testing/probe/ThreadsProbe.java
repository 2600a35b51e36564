package io.github.catamail.testing.probe;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;

/** Sends with the global session in threads of all kinds, under context class loaders of all kinds. */
@WebServlet("/threads")
public class ThreadsProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            Session session = session();
            String subject = request.getParameter("subject");
            Runnable underLoader = under(request.getParameter("loader"), new FutureTask<>(() -> {
                Transport.send(OwnMail.attachment(session, subject));
                return null;
            }));
            FutureTask<Object> task = new FutureTask<>(underLoader, null);
            start(request.getParameter("thread"), task);
            task.get(30, TimeUnit.SECONDS);
            response.getWriter().println("ok");
        } catch (Exception | LinkageError e) {
            Causes.print(e, response.getWriter());
        }
    }

    // The application's own JNDI names.
    @SuppressWarnings("BanJNDI")
    private static Session session() throws Exception {
        return (Session) new InitialContext().lookup("java:comp/env/mail/Global");
    }

    private Runnable under(String loader, FutureTask<?> task) {
        return () -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            switch (loader) {
                case "null" -> thread.setContextClassLoader(null);
                case "system" -> thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
                case "other" ->
                    thread.setContextClassLoader(
                            getServletContext().getContext("/other").getClassLoader());
                case "own" -> thread.setContextClassLoader(getClass().getClassLoader());
                default -> throw new IllegalArgumentException(loader);
            }
            try {
                task.run();
                task.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the caller waits for the task itself
    private static void start(String thread, FutureTask<?> task) throws Exception {
        switch (thread) {
            case "request" -> task.run();
            case "common pool" -> ForkJoinPool.commonPool().execute(task);
            case "CompletableFuture" -> CompletableFuture.runAsync(task);
            case "timer" -> inTimer(task);
            case "virtual" ->
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            default -> throw new IllegalArgumentException(thread);
        }
    }

    private static void inTimer(FutureTask<?> task) {
        Timer timer = new Timer("probe", true);
        timer.schedule(new Once(timer, task), 0);
    }

    private static final class Once extends TimerTask {
        private final Timer timer;
        private final FutureTask<?> task;

        Once(Timer timer, FutureTask<?> task) {
            this.timer = timer;
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
            timer.cancel();
        }
    }
}
