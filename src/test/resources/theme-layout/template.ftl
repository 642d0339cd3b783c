<#-- In place of the layouts of Keycloak's base themes, which need a running server: nothing but what ours put into them. -->
<#macro registrationLayout displayMessage=true><#nested "header"><#nested "form"></#macro>
<#macro emailLayout><#nested></#macro>
