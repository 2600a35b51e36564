package com.example.shop;

import jakarta.activation.CommandMap;
import jakarta.activation.MailcapCommandMap;

/** An application that adds a content handler as pages about mail tell it to. */
public final class OwnHandlers implements Runnable {
    @Override
    public void run() {
        MailcapCommandMap map = (MailcapCommandMap) CommandMap.getDefaultCommandMap();
        map.addMailcap("application/x-own;; x-java-content-handler=com.example.shop.Absent");
        CommandMap.setDefaultCommandMap(map);
    }
}
