<#ftl output_format="plainText">
<#-- Names, addresses and devices are foreign text: one indented line each, without control and bidi characters,
     and never an argument of msg(), which would replace a message key between dollar and braces in them. -->
<#function line text>
    <#return text?replace("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+", " ", "r")?trim>
</#function>
${((total!1) gt 1)?then(msg("tokenFamilyMailEndsHeading"), msg("tokenFamilyMailEndHeading"))}

<#list ends![] as end>
<#if end.action == "end">
${msg("tokenFamilyMailEndOne")}
<#elseif end.action == "end-others">
${msg("tokenFamilyMailEndOthers")}
<#else>
${msg("tokenFamilyMailEndAll")}
</#if>

<#if end.clientName??>
<#assign application = line(end.clientName)>
${msg("tokenFamilyMailApplication")}
    ${application?has_content?then(application, msg("tokenFamilyMailUnknownApplication"))}
</#if>
<#if end.familyName?has_content>
${msg("tokenFamilyMailEndName")}
    ${line(end.familyName)}
</#if>
${msg("tokenFamilyMailTime")}
    ${line(end.time!"")}
<#assign address = line(end.fromAddress!"")>
<#assign device = line(end.fromDevice!"")>
${msg("tokenFamilyMailEndFrom")}
    ${address?has_content?then(address, msg("tokenFamilyMailUnknownAddress"))}
    ${device?has_content?then(device, msg("tokenFamilyMailUnknownDevice"))}

</#list>
<#if (more!0) gt 0>
${msg("tokenFamilyMailEndsMore", more)}

</#if>
${msg("tokenFamilyMailEndYou")}

${msg("tokenFamilyMailEndNotYou")}
