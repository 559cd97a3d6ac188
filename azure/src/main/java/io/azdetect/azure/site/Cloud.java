package io.azdetect.azure.site;

/**
 * Azure's clouds and where their portals are
 * (<a href="https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-to-azure-button">Deploy to Azure
 * button</a>).
 */
enum Cloud {
    PUBLIC("Azure", "https://portal.azure.com"),
    GOVERNMENT("Azure Government", "https://portal.azure.us"),
    CHINA("Azure China", "https://portal.azure.cn");

    private final String words;
    private final String portal;

    Cloud(String words, String portal) {
        this.words = words;
        this.portal = portal;
    }

    String words() {
        return words;
    }

    String portal() {
        return portal;
    }
}
