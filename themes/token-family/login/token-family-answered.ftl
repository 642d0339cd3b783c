<#import "template.ftl" as layout>
<#assign language = msg("tokenFamilyPageLanguage")>
<#assign direction = (((locale.rtl)!false) && language?keep_before("-") == ((locale.currentLanguageTag)!"")?keep_before("-"))?then("rtl", "ltr")>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <span lang="${language}"><#if outcome == "me">${msg("tokenFamilyPageAnsweredMeTitle")}<#elseif outcome == "not-me">${msg("tokenFamilyPageAnsweredNotMeTitle")}<#elseif outcome == "already-answered">${msg("tokenFamilyPageAnsweredBeforeTitle")}<#else>${msg("tokenFamilyPageExpiredTitle")}</#if></span>
    <#elseif section = "form">
    <div id="kc-token-family-answered" lang="${language}" dir="${direction}" class="${properties.kcContentWrapperClass!} pf-v5-c-content">
        <#if outcome == "me">
        <p class="instruction">${msg("tokenFamilyPageAnsweredMeText")}</p>
        <p>${msg("tokenFamilyPageAnsweredMeNext")}</p>
        <#elseif outcome == "not-me">
        <p class="instruction">${msg("tokenFamilyPageAnsweredNotMeText")}</p>
        <p>${msg("tokenFamilyPageAnsweredNotMeNext")}</p>
        <#elseif outcome == "already-answered">
        <p class="instruction">${msg("tokenFamilyPageAnsweredBeforeText")}</p>
        <p>${msg("tokenFamilyPageAnsweredBeforeNext")}</p>
        <#else>
        <p class="instruction">${msg("tokenFamilyPageExpiredText")}</p>
        <p>${msg("tokenFamilyPageExpiredNext")}</p>
        </#if>
        <p>${msg("tokenFamilyPageMayClose")}</p>
    </div>
    </#if>
</@layout.registrationLayout>
