<#import "template.ftl" as layout>
<#-- Client names, addresses and devices are foreign text: they stand alone, are escaped by the output format,
     and are never an argument of msg(), which would replace a message key between dollar and braces in them. -->
<#assign language = msg("tokenFamilyMailLanguage")>
<#assign place = newPlace!false>
<#assign strange = unusual!false>
<#assign direction = (!(ltr!true) && language?keep_before("-") == ((locale.language)!""))?then("rtl", "ltr")>
<#assign cell = "padding: 6px 12px; border: 1px solid #767676; text-align: ${(direction == 'rtl')?then('right', 'left')}; vertical-align: top;">
<#assign button = "display: inline-block; padding: 10px 18px; border: 2px solid #004080; font-weight: bold;">
<#macro row label>
    <tr>
        <th scope="row" style="${cell}">${msg(label)}</th>
        <td style="${cell}"><#nested></td>
    </tr>
</#macro>
<#macro party where>
    <#if (where.address)?has_content><bdi>${where.address}</bdi><#else>${msg("tokenFamilyMailUnknownAddress")}</#if><br>
    <#if (where.device)?has_content><bdi>${where.device}</bdi><#else>${msg("tokenFamilyMailUnknownDevice")}</#if>
</#macro>
<@layout.emailLayout>
<div lang="${language}" dir="${direction}" style="font-family: sans-serif; line-height: 1.5;">
    <h1>${place?then(msg("tokenFamilyMailPlaceHeading"), strange?then(msg("tokenFamilyMailUnusualHeading"), msg("tokenFamilyMailHeading")))}</h1>

    <h2>${msg("tokenFamilyMailHappenedHeading")}</h2>
    <p>${place?then(msg("tokenFamilyMailPlaceHappened"), strange?then(msg("tokenFamilyMailUnusualHappened"), msg("tokenFamilyMailHappened")))}</p>
    <p>${msg("tokenFamilyMailWho")}</p>
    <table style="border-collapse: collapse;">
        <@row label="tokenFamilyMailApplication"><#if (clientName)?has_content><bdi>${clientName}</bdi><#else>${msg("tokenFamilyMailUnknownApplication")}</#if></@row>
        <@row label="tokenFamilyMailTime">${time!}</@row>
        <@row label=(place || strange)?then("tokenFamilyMailPlacePresented", "tokenFamilyMailPresented")><@party where=(presented!{}) /></@row>
        <@row label=(place || strange)?then("tokenFamilyMailPlaceHolder", "tokenFamilyMailHolder")><@party where=(holder!{}) /></@row>
    </table>

    <h2>${msg("tokenFamilyMailDoneHeading")}</h2>
    <p><#if !(ended!true)>${msg("tokenFamilyMailPlaceContinues")}<#elseif (scope!"") == "user">${msg("tokenFamilyMailDoneUser")}<#elseif (scope!"") == "user-session">${msg("tokenFamilyMailDoneSession")}<#else>${msg("tokenFamilyMailDoneSignIn")}</#if></p>

    <h2>${msg("tokenFamilyMailToDoHeading")}</h2>
    <#if notMeLink?has_content && meLink?has_content>
    <p>${msg("tokenFamilyMailNotMeText")}</p>
    <p><a href="${notMeLink}" style="${button} background-color: #004080; color: #ffffff;">${msg("tokenFamilyMailNotMeLink")}</a></p>
    <p>${msg("tokenFamilyMailMeText")}</p>
    <p><a href="${meLink}" style="${button} background-color: #ffffff; color: #004080;">${msg("tokenFamilyMailMeLink")}</a></p>
    <p>${msg("tokenFamilyMailConfirm")}<#if linkExpiration?? && linkExpirationFormatter??> ${msg("tokenFamilyMailExpiration", linkExpirationFormatter(linkExpiration))}</#if></p>
    <#else>
    <p>${msg("tokenFamilyMailContact")}</p>
    </#if>
    <p><#if (ended!true)>${msg("tokenFamilyMailIgnore")}<#else>${msg("tokenFamilyMailPlaceIgnore")}</#if></p>
</div>
</@layout.emailLayout>
