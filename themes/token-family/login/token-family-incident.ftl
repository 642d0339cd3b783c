<#import "template.ftl" as layout>
<#-- Client names, addresses and devices are foreign text: they stand alone, are escaped by the output format,
     and are never an argument of msg(), which would replace an attribute's name between dollar and braces in them. -->
<#assign language = msg("tokenFamilyPageLanguage")>
<#assign direction = (((locale.rtl)!false) && language?keep_before("-") == ((locale.currentLanguageTag)!"")?keep_before("-"))?then("rtl", "ltr")>
<#assign place = newPlace!false>
<#assign strange = unusual!false>
<#macro party where>
    <#if (where.address)?has_content><bdi>${where.address}</bdi><#else>${msg("tokenFamilyPageUnknownAddress")}</#if><br>
    <#if (where.device)?has_content><bdi>${where.device}</bdi><#else>${msg("tokenFamilyPageUnknownDevice")}</#if>
</#macro>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <span lang="${language}"><#if answer == "not-me">${msg("tokenFamilyPageNotMeTitle")}<#else>${msg("tokenFamilyPageMeTitle")}</#if></span>
    <#elseif section = "form">
    <div id="kc-token-family-incident" lang="${language}" dir="${direction}">
        <div class="${properties.kcContentWrapperClass!} pf-v5-c-content">
            <p class="instruction">${place?then(msg("tokenFamilyPagePlaceIntro"), strange?then(msg("tokenFamilyPageUnusualIntro"), msg("tokenFamilyPageIntro")))}</p>
            <dl>
                <dt>${msg("tokenFamilyPageApplication")}</dt>
                <dd><#if (clientName)?has_content><bdi>${clientName}</bdi><#else>${msg("tokenFamilyPageUnknownApplication")}</#if></dd>
                <dt>${msg("tokenFamilyPageTime")}</dt>
                <dd>${time!}</dd>
                <dt>${(place || strange)?then(msg("tokenFamilyPagePlacePresented"), msg("tokenFamilyPagePresented"))}</dt>
                <dd><@party where=(presented!{}) /></dd>
                <dt>${(place || strange)?then(msg("tokenFamilyPagePlaceHolder"), msg("tokenFamilyPageHolder"))}</dt>
                <dd><@party where=(holder!{}) /></dd>
            </dl>
            <h2>${msg("tokenFamilyPageConfirmHeading")}</h2>
            <#if answer == "not-me">
            <ul>
                <li>${msg("tokenFamilyPageNotMeSignOut")}</li>
                <li>${msg("tokenFamilyPageNotMePassword")}</li>
            </ul>
            <#else>
            <p>${msg("tokenFamilyPageMeText")}</p>
            </#if>
            <p>${msg("tokenFamilyPageClose")}</p>
        </div>
        <form id="kc-token-family-form" class="${properties.kcFormClass!}" action="${actionUrl}" method="post">
            <input type="hidden" name="key" value="${key}">
            <div id="kc-form-buttons" class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormActionGroupClass!}">
                    <button id="kc-token-family-confirm" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"><#if answer == "not-me">${msg("tokenFamilyPageNotMeButton")}<#else>${msg("tokenFamilyPageMeButton")}</#if></button>
                </div>
            </div>
        </form>
    </div>
    <div class="clearfix"></div>
    </#if>
</@layout.registrationLayout>
