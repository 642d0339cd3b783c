<#ftl output_format="plainText">
<#-- Client names, addresses and devices are foreign text: one indented line each, without control and bidi characters,
     and never an argument of msg(), which would replace a message key between dollar and braces in them. -->
<#function line text>
    <#return text?replace("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+", " ", "r")?trim>
</#function>
<#assign place = newPlace!false>
<#assign strange = unusual!false>
<#macro party where>
<#local address = line((where.address)!"")>
<#local device = line((where.device)!"")>
    ${address?has_content?then(address, msg("tokenFamilyMailUnknownAddress"))}
    ${device?has_content?then(device, msg("tokenFamilyMailUnknownDevice"))}
</#macro>
${place?then(msg("tokenFamilyMailPlaceHeading"), strange?then(msg("tokenFamilyMailUnusualHeading"), msg("tokenFamilyMailHeading")))}

${place?then(msg("tokenFamilyMailPlaceHappened"), strange?then(msg("tokenFamilyMailUnusualHappened"), msg("tokenFamilyMailHappened")))}

${msg("tokenFamilyMailWho")}

${msg("tokenFamilyMailApplication")}
<#assign application = line(clientName!"")>
    ${application?has_content?then(application, msg("tokenFamilyMailUnknownApplication"))}
${msg("tokenFamilyMailTime")}
    ${line(time!"")}
${(place || strange)?then(msg("tokenFamilyMailPlacePresented"), msg("tokenFamilyMailPresented"))}
<@party where=(presented!{}) />
${(place || strange)?then(msg("tokenFamilyMailPlaceHolder"), msg("tokenFamilyMailHolder"))}
<@party where=(holder!{}) />

${msg("tokenFamilyMailDoneHeading")}

<#if !(ended!true)>
${msg("tokenFamilyMailPlaceContinues")}
<#elseif (scope!"") == "user">
${msg("tokenFamilyMailDoneUser")}
<#elseif (scope!"") == "user-session">
${msg("tokenFamilyMailDoneSession")}
<#else>
${msg("tokenFamilyMailDoneSignIn")}
</#if>

${msg("tokenFamilyMailToDoHeading")}

<#if notMeLink?has_content && meLink?has_content>
${msg("tokenFamilyMailNotMeLink")}
${msg("tokenFamilyMailNotMeText")}
${notMeLink}

${msg("tokenFamilyMailMeLink")}
${msg("tokenFamilyMailMeText")}
${meLink}

${msg("tokenFamilyMailConfirm")}<#if linkExpiration?? && linkExpirationFormatter??> ${msg("tokenFamilyMailExpiration", linkExpirationFormatter(linkExpiration))}</#if>

<#else>
${msg("tokenFamilyMailContact")}

</#if>
<#if (ended!true)>
${msg("tokenFamilyMailIgnore")}
<#else>
${msg("tokenFamilyMailPlaceIgnore")}
</#if>
