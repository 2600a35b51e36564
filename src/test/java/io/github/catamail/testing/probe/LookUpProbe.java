package io.github.catamail.testing.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.naming.InitialContext;

/** Looks a name up, without any class of mail of its own. */
@WebServlet("/look-up")
public class LookUpProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    // The application's own JNDI names.
    @SuppressWarnings("BanJNDI")
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            Object found = new InitialContext().lookup("java:comp/env/" + request.getParameter("name"));
            response.getWriter().println(found.getClass().getName());
        } catch (Exception | LinkageError e) {
            MailProbe.explain(e, response.getWriter());
        }
    }
}
