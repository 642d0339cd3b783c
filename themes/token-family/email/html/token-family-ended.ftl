<#import "template.ftl" as layout>
<#-- Names, addresses and devices are foreign text: they stand alone, are escaped by the output format,
     and are never an argument of msg(), which would replace a message key between dollar and braces in them. -->
<#assign language = msg("tokenFamilyMailLanguage")>
<#assign direction = (!(ltr!true) && language?keep_before("-") == ((locale.language)!""))?then("rtl", "ltr")>
<#assign cell = "padding: 6px 12px; border: 1px solid #767676; text-align: ${(direction == 'rtl')?then('right', 'left')}; vertical-align: top;">
<#macro row label>
    <tr>
        <th scope="row" style="${cell}">${msg(label)}</th>
        <td style="${cell}"><#nested></td>
    </tr>
</#macro>
<@layout.emailLayout>
<div lang="${language}" dir="${direction}" style="font-family: sans-serif; line-height: 1.5;">
    <h1><#if (total!1) gt 1>${msg("tokenFamilyMailEndsHeading")}<#else>${msg("tokenFamilyMailEndHeading")}</#if></h1>
    <#list ends![] as end>
    <p><#if end.action == "end">${msg("tokenFamilyMailEndOne")}<#elseif end.action == "end-others">${msg("tokenFamilyMailEndOthers")}<#else>${msg("tokenFamilyMailEndAll")}</#if></p>
    <table style="border-collapse: collapse;">
        <#if (end.clientName)??>
        <@row label="tokenFamilyMailApplication"><#if end.clientName?has_content><bdi>${end.clientName}</bdi><#else>${msg("tokenFamilyMailUnknownApplication")}</#if></@row>
        </#if>
        <#if end.familyName?has_content>
        <@row label="tokenFamilyMailEndName"><bdi>${end.familyName}</bdi></@row>
        </#if>
        <@row label="tokenFamilyMailTime">${end.time!}</@row>
        <@row label="tokenFamilyMailEndFrom"><#if end.fromAddress?has_content><bdi>${end.fromAddress}</bdi><#else>${msg("tokenFamilyMailUnknownAddress")}</#if><br>
            <#if end.fromDevice?has_content><bdi>${end.fromDevice}</bdi><#else>${msg("tokenFamilyMailUnknownDevice")}</#if></@row>
    </table>
    </#list>
    <#if (more!0) gt 0><p>${msg("tokenFamilyMailEndsMore", more)}</p></#if>
    <p>${msg("tokenFamilyMailEndYou")}</p>
    <p>${msg("tokenFamilyMailEndNotYou")}</p>
</div>
</@layout.emailLayout>
