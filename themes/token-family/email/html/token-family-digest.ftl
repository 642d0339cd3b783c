<#import "template.ftl" as layout>
<#-- Client names, addresses and devices are foreign text: they stand alone, are escaped by the output format,
     and are never an argument of msg(), which would replace a message key between dollar and braces in them. -->
<#assign language = msg("tokenFamilyMailLanguage")>
<#assign direction = (!(ltr!true) && language?keep_before("-") == ((locale.language)!""))?then("rtl", "ltr")>
<#assign cell = "padding: 6px 12px; border: 1px solid #767676; text-align: ${(direction == 'rtl')?then('right', 'left')}; vertical-align: top;">
<#assign button = "display: inline-block; padding: 10px 18px; border: 2px solid #004080; font-weight: bold;">
<#assign answerable = false>
<#assign other = false>
<#assign over = false>
<#list waves![] as wave>
<#if (wave.newPlace!false) || (wave.unusual!false)><#assign other = true></#if>
<#if wave.ended!true><#assign over = true></#if>
</#list>
<#macro row label>
    <tr>
        <th scope="row" style="${cell}">${msg(label)}</th>
        <td style="${cell}"><#nested></td>
    </tr>
</#macro>
<#macro place where>
    <#if (where.address)?has_content><bdi>${where.address}</bdi><#else>${msg("tokenFamilyMailUnknownAddress")}</#if><br>
    <#if (where.device)?has_content><bdi>${where.device}</bdi><#else>${msg("tokenFamilyMailUnknownDevice")}</#if>
</#macro>
<@layout.emailLayout>
<div lang="${language}" dir="${direction}" style="font-family: sans-serif; line-height: 1.5;">
    <h1>${other?then(msg("tokenFamilyMailDigestUnusualHeading"), msg("tokenFamilyMailDigestHeading"))}</h1>
    <p>${msg("tokenFamilyMailDigestTotal", total!0)}</p>
    <#if !other><p>${msg("tokenFamilyMailHappened")}</p></#if>
    <p>${msg("tokenFamilyMailWho")}</p>
    <#list waves![] as wave>
    <h2>${wave?counter}. <#if (wave.clientName)?has_content><bdi>${wave.clientName}</bdi><#else>${msg("tokenFamilyMailUnknownApplication")}</#if></h2>
    <#if other><p>${(wave.newPlace!false)?then(msg("tokenFamilyMailPlaceHappened"), (wave.unusual!false)?then(msg("tokenFamilyMailUnusualHappened"), msg("tokenFamilyMailHappened")))}</p></#if>
    <table style="border-collapse: collapse;">
        <@row label="tokenFamilyMailTime">${wave.time!}</@row>
        <@row label=((wave.newPlace!false) || (wave.unusual!false))?then("tokenFamilyMailPlacePresented", "tokenFamilyMailPresented")><@place where=(wave.presented!{}) /></@row>
        <@row label=((wave.newPlace!false) || (wave.unusual!false))?then("tokenFamilyMailPlaceHolder", "tokenFamilyMailHolder")><@place where=(wave.holder!{}) /></@row>
    </table>
    <#if (wave.others!0) gt 0><p>${msg("tokenFamilyMailDigestOthers", wave.others)}</p></#if>
    <p><#if !(wave.ended!true)>${msg("tokenFamilyMailPlaceContinues")}<#elseif (wave.scope!"") == "user">${msg("tokenFamilyMailDoneUser")}<#elseif (wave.scope!"") == "user-session">${msg("tokenFamilyMailDoneSession")}<#else>${msg("tokenFamilyMailDoneSignIn")}</#if></p>
    <#if (wave.notMeLink)?has_content && (wave.meLink)?has_content>
    <#assign answerable = true>
    <p><a href="${wave.notMeLink}" style="${button} background-color: #004080; color: #ffffff;">${msg("tokenFamilyMailNotMeLink")}</a>
    <a href="${wave.meLink}" style="${button} background-color: #ffffff; color: #004080;">${msg("tokenFamilyMailMeLink")}</a></p>
    </#if>
    </#list>
    <#if (more!0) gt 0><p>${msg("tokenFamilyMailDigestMore", more)}</p></#if>

    <h2>${msg("tokenFamilyMailToDoHeading")}</h2>
    <#if answerable>
    <p><strong>${msg("tokenFamilyMailNotMeLink")}</strong></p>
    <p>${msg("tokenFamilyMailNotMeText")}</p>
    <p>${msg("tokenFamilyMailDigestOne")}</p>
    <p><strong>${msg("tokenFamilyMailMeLink")}</strong></p>
    <p>${msg("tokenFamilyMailMeText")}</p>
    <p>${msg("tokenFamilyMailConfirm")}<#if (waves[0].linkExpiration)?? && (waves[0].linkExpirationFormatter)??> ${msg("tokenFamilyMailExpiration", waves[0].linkExpirationFormatter(waves[0].linkExpiration))}</#if></p>
    <#else>
    <p>${msg("tokenFamilyMailContact")}</p>
    </#if>
    <p><#if over>${msg("tokenFamilyMailIgnore")}<#else>${msg("tokenFamilyMailPlaceIgnore")}</#if></p>
</div>
</@layout.emailLayout>
