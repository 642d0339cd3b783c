<#ftl output_format="plainText">
<#-- Names, addresses and devices are foreign text: one indented line each, without control and bidi characters,
     and never an argument of msg(), which would replace a message key between dollar and braces in them. -->
<#function line text>
    <#return text?replace("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+", " ", "r")?trim>
</#function>
${msg("tokenFamilyMailEndHeading")}

<#if action == "end">
${msg("tokenFamilyMailEndOne")}
<#elseif action == "end-others">
${msg("tokenFamilyMailEndOthers")}
<#else>
${msg("tokenFamilyMailEndAll")}
</#if>

<#if clientName??>
<#assign application = line(clientName)>
${msg("tokenFamilyMailApplication")}
    ${application?has_content?then(application, msg("tokenFamilyMailUnknownApplication"))}
</#if>
<#if familyName?has_content>
${msg("tokenFamilyMailEndName")}
    ${line(familyName)}
</#if>
${msg("tokenFamilyMailTime")}
    ${line(time!"")}
<#assign address = line(fromAddress!"")>
<#assign device = line(fromDevice!"")>
${msg("tokenFamilyMailEndFrom")}
    ${address?has_content?then(address, msg("tokenFamilyMailUnknownAddress"))}
    ${device?has_content?then(device, msg("tokenFamilyMailUnknownDevice"))}

${msg("tokenFamilyMailEndYou")}

${msg("tokenFamilyMailEndNotYou")}
