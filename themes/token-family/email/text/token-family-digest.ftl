<#ftl output_format="plainText">
<#-- Client names, addresses and devices are foreign text: one indented line each, without control and bidi characters,
     and never an argument of msg(), which would replace a message key between dollar and braces in them. -->
<#function line text>
    <#return text?replace("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+", " ", "r")?trim>
</#function>
<#macro place where>
<#local address = line((where.address)!"")>
<#local device = line((where.device)!"")>
    ${address?has_content?then(address, msg("tokenFamilyMailUnknownAddress"))}
    ${device?has_content?then(device, msg("tokenFamilyMailUnknownDevice"))}
</#macro>
<#assign answerable = false>
<#assign other = false>
<#assign over = false>
<#list waves![] as wave>
<#if (wave.newPlace!false) || (wave.unusual!false)><#assign other = true></#if>
<#if wave.ended!true><#assign over = true></#if>
</#list>
${other?then(msg("tokenFamilyMailDigestUnusualHeading"), msg("tokenFamilyMailDigestHeading"))}

${msg("tokenFamilyMailDigestTotal", total!0)}

<#if !other>
${msg("tokenFamilyMailHappened")}

</#if>
${msg("tokenFamilyMailWho")}

<#list waves![] as wave>
${wave?counter}. ${msg("tokenFamilyMailApplication")}
<#assign application = line(wave.clientName!"")>
    ${application?has_content?then(application, msg("tokenFamilyMailUnknownApplication"))}
${msg("tokenFamilyMailTime")}
    ${line(wave.time!"")}
<#if other>
${(wave.newPlace!false)?then(msg("tokenFamilyMailPlaceHappened"), (wave.unusual!false)?then(msg("tokenFamilyMailUnusualHappened"), msg("tokenFamilyMailHappened")))}
</#if>
${((wave.newPlace!false) || (wave.unusual!false))?then(msg("tokenFamilyMailPlacePresented"), msg("tokenFamilyMailPresented"))}
<@place where=(wave.presented!{}) />
${((wave.newPlace!false) || (wave.unusual!false))?then(msg("tokenFamilyMailPlaceHolder"), msg("tokenFamilyMailHolder"))}
<@place where=(wave.holder!{}) />
<#if (wave.others!0) gt 0>
${msg("tokenFamilyMailDigestOthers", wave.others)}
</#if>
<#if !(wave.ended!true)>
${msg("tokenFamilyMailPlaceContinues")}
<#elseif (wave.scope!"") == "user">
${msg("tokenFamilyMailDoneUser")}
<#elseif (wave.scope!"") == "user-session">
${msg("tokenFamilyMailDoneSession")}
<#else>
${msg("tokenFamilyMailDoneSignIn")}
</#if>
<#if (wave.notMeLink)?has_content && (wave.meLink)?has_content>
<#assign answerable = true>
${msg("tokenFamilyMailNotMeLink")}
${wave.notMeLink}
${msg("tokenFamilyMailMeLink")}
${wave.meLink}
</#if>

</#list>
<#if (more!0) gt 0>
${msg("tokenFamilyMailDigestMore", more)}

</#if>
${msg("tokenFamilyMailToDoHeading")}

<#if answerable>
${msg("tokenFamilyMailNotMeLink")}
${msg("tokenFamilyMailNotMeText")}
${msg("tokenFamilyMailDigestOne")}

${msg("tokenFamilyMailMeLink")}
${msg("tokenFamilyMailMeText")}

${msg("tokenFamilyMailConfirm")}<#if (waves[0].linkExpiration)?? && (waves[0].linkExpirationFormatter)??> ${msg("tokenFamilyMailExpiration", waves[0].linkExpirationFormatter(waves[0].linkExpiration))}</#if>

<#else>
${msg("tokenFamilyMailContact")}

</#if>
<#if over>
${msg("tokenFamilyMailIgnore")}
<#else>
${msg("tokenFamilyMailPlaceIgnore")}
</#if>
