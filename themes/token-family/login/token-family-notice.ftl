<#import "template.ftl" as layout>
<#-- Client names, addresses and devices are foreign text: they stand alone, are escaped by the output format,
     and are never an argument of msg(), which would replace an attribute's name between dollar and braces in them. -->
<#assign language = msg("tokenFamilyPageLanguage")>
<#assign direction = (((locale.rtl)!false) && language?keep_before("-") == ((locale.currentLanguageTag)!"")?keep_before("-"))?then("rtl", "ltr")>
<#assign place = newPlace!false>
<#assign strange = unusual!false>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <span lang="${language}">${msg("tokenFamilyPageNoticeTitle")}</span>
    <#elseif section = "form">
    <div id="kc-token-family-notice" lang="${language}" dir="${direction}">
        <div class="${properties.kcContentWrapperClass!} pf-v5-c-content">
            <p class="instruction">${place?then(msg("tokenFamilyPageNoticePlaceText"), strange?then(msg("tokenFamilyPageNoticeUnusualText"), msg("tokenFamilyPageNoticeText")))}</p>
            <dl>
                <dt>${msg("tokenFamilyPageApplication")}</dt>
                <dd><#if (clientName)?has_content><bdi>${clientName}</bdi><#else>${msg("tokenFamilyPageUnknownApplication")}</#if></dd>
                <dt>${msg("tokenFamilyPageTime")}</dt>
                <dd>${time!}</dd>
                <#if presented??>
                <dt>${(place || strange)?then(msg("tokenFamilyPagePlacePresented"), msg("tokenFamilyPagePresented"))}</dt>
                <dd>
                    <#if (presented.address)?has_content><bdi>${presented.address}</bdi><#else>${msg("tokenFamilyPageUnknownAddress")}</#if><br>
                    <#if (presented.device)?has_content><bdi>${presented.device}</bdi><#else>${msg("tokenFamilyPageUnknownDevice")}</#if>
                </dd>
                </#if>
            </dl>
            <p>${msg("tokenFamilyPageNoticeNext")}</p>
        </div>
        <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <div id="kc-form-buttons" class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormActionGroupClass!}">
                    <button id="kc-accept" name="accept" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("tokenFamilyPageNoticeButton")}</button>
                </div>
            </div>
        </form>
    </div>
    <div class="clearfix"></div>
    </#if>
</@layout.registrationLayout>
