package io.github.catamail.bench;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** Does in an application what {@link Worker} does in a plain JVM. */
@WebServlet("/send")
public class SendServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Contenders contenders = new Contenders(new LookedUpSessions());

    /** Answers with the {@link Round}, or with the failure. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        PrintWriter out = response.getWriter();
        try {
            out.print(ChildProcess.ANSWER
                    + contenders.run(
                            Kind.valueOf(request.getParameter("kind")),
                            Target.parse(request.getParameter("target")),
                            Pace.parse(request.getParameter("pace"))));
        } catch (Exception failure) {
            failure.printStackTrace(out);
        }
    }

    @Override
    public void destroy() {
        try {
            contenders.close();
        } catch (IOException failure) {
            getServletContext().log("Not all is closed", failure);
        }
    }
}
