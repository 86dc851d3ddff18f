<#-- Overrides login-oauth2-device-verify-user-code.ftl of keycloak.v2, Keycloak 26.7.3: adds the warning before the field. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout; section>
<!-- template: login-oauth2-device-verify-user-code.ftl -->
    <#if section = "header">
        ${msg("oauth2DeviceVerificationTitle")}
    <#elseif section = "form">
        <div class="${properties.kcAlertClass!} pf-m-warning" id="fl-device-warning">
            <div class="${properties.kcAlertIconClass!}"><span class="${properties.kcFeedbackWarningIcon!}" aria-hidden="true"></span></div>
            <p class="${properties.kcAlertTitleClass!}">${msg("flDeviceWarningTitle")}</p>
            <div class="${properties.kcAlertDescriptionClass!}">
                <p>${msg("flDeviceWarningOwn")}</p>
                <p>${msg("flDeviceWarningNobody")}</p>
            </div>
        </div>
        <form id="kc-user-verify-device-user-code-form" class="${properties.kcFormClass!}" action="${url.oauth2DeviceVerificationAction}" method="post">
            <@field.input name="device_user_code" label=msg("verifyOAuth2DeviceUserCode") autofocus=true />

            <@buttons.actionGroup>
                <@buttons.button id="kc-login" label="doSubmit" />
            </@buttons.actionGroup>
        </form>
    </#if>
</@layout.registrationLayout>
