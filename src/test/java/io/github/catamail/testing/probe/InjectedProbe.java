package io.github.catamail.testing.probe;

import jakarta.annotation.Resource;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Has its session injected; where that fails, Tomcat makes no servlet of it and answers with an error page. */
@WebServlet("/injected")
public class InjectedProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(name = "mail/Session")
    private transient Session session;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            Transport.send(OwnMail.text(session, request.getParameter("subject")));
            response.getWriter().println("ok");
        } catch (Exception | LinkageError e) {
            Causes.print(e, response.getWriter());
        }
    }
}
