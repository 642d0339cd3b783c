<#import "template.ftl" as layout>
<#-- Names, addresses and devices are foreign text: they stand alone, are escaped by the output format,
     and are never an argument of msg(), which would replace an attribute's name between dollar and braces in them. -->
<#assign language = msg("tokenFamilyPageLanguage")>
<#assign direction = (((locale.rtl)!false) && language?keep_before("-") == ((locale.currentLanguageTag)!"")?keep_before("-"))?then("rtl", "ltr")>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <span lang="${language}">${msg("tokenFamilyPageConfirmTitle")}</span>
    <#elseif section = "form">
    <div id="kc-token-family-confirm" lang="${language}" dir="${direction}">
        <div class="${properties.kcContentWrapperClass!} pf-v5-c-content">
            <p class="instruction"><#if action == "end">${msg("tokenFamilyPageConfirmEnd")}<#elseif action == "end-others">${msg("tokenFamilyPageConfirmEndOthers")}<#elseif action == "end-all">${msg("tokenFamilyPageConfirmEndAll")}<#elseif action == "name">${msg("tokenFamilyPageConfirmName")}<#elseif answer == "not-me">${msg("tokenFamilyPageNotMeSignOut")} ${msg("tokenFamilyPageNotMePassword")}<#else>${msg("tokenFamilyPageMeText")}</#if></p>
            <#if clientName?? || familyName?? || newName??>
            <dl>
                <#if clientName??>
                <dt>${msg("tokenFamilyPageApplication")}</dt>
                <dd><#if clientName?has_content><bdi>${clientName}</bdi><#else>${msg("tokenFamilyPageUnknownApplication")}</#if></dd>
                </#if>
                <#if device??>
                <dt>${msg("tokenFamilyPageDevice")}</dt>
                <dd><#if device?has_content><bdi>${device}</bdi><#else>${msg("tokenFamilyPageUnknownDevice")}</#if></dd>
                </#if>
                <#if time??>
                <dt>${msg("tokenFamilyPageTime")}</dt>
                <dd>${time}</dd>
                </#if>
                <#if familyName?has_content>
                <dt>${msg("tokenFamilyPageName")}</dt>
                <dd><bdi>${familyName}</bdi></dd>
                </#if>
                <#if newName??>
                <dt>${msg("tokenFamilyPageNewName")}</dt>
                <dd><#if newName?has_content><bdi>${newName}</bdi><#else>${msg("tokenFamilyPageNoName")}</#if></dd>
                </#if>
            </dl>
            </#if>
            <p>${msg("tokenFamilyPageConfirmDoubt")}</p>
        </div>
        <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <div id="kc-form-buttons" class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormActionGroupClass!}">
                    <button id="kc-token-family-confirm-button" name="accept" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("tokenFamilyPageConfirmButton")}</button>
                    <button id="kc-token-family-cancel-button" name="cancel-aia" value="true" type="submit" formnovalidate class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("tokenFamilyPageCancelButton")}</button>
                </div>
            </div>
        </form>
    </div>
    <div class="clearfix"></div>
    </#if>
</@layout.registrationLayout>
