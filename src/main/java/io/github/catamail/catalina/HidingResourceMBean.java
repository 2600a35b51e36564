package io.github.catamail.catalina;

import io.github.catamail.config.Setting;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanException;
import javax.management.ReflectionException;
import org.apache.catalina.mbeans.ContextResourceMBean;
import org.apache.tomcat.util.descriptor.web.ContextResource;

/** Tomcat's MBean of a resource, except that it does not give away secrets. They can still be set. */
final class HidingResourceMBean extends ContextResourceMBean {
    static final String HIDDEN = "[hidden]";

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException, MBeanException, ReflectionException {
        Object value = super.getAttribute(name);
        return Setting.isSecret(name) ? HIDDEN : value;
    }

    @Override
    public void setAttribute(Attribute attribute)
            throws AttributeNotFoundException, MBeanException, ReflectionException {
        ContextResource resource = doGetManagedResource();
        // Tomcat removes the resource and adds it again, which puts its own MBean in the place of this one.
        super.setAttribute(attribute);
        HiddenSecrets.hide(resource);
    }
}
