<#-- What a realm says of itself, from its attributes fl.brand.*, checked before it is shown.
     FreeMarker escapes texts for HTML by itself; only values that pass the patterns below are
     written into CSS or into a link. docs/themes.md explains each attribute. -->

<#-- A realm attribute as trimmed text; "" where it is missing, and on pages without a realm. -->
<#function ofRealm key>
  <#return ((realm.getAttribute("fl.brand." + key))!"")?trim>
</#function>

<#-- The attribute of the client that asks, else that of the realm. -->
<#function ofClientOrRealm key>
  <#local own = ((client.getAttribute("fl.brand." + key))!"")?trim>
  <#return own?has_content?then(own, ofRealm(key))>
</#function>

<#-- The name that people know the asking application by; "" where no client is known. -->
<#function application>
  <#if !client??><#return ""></#if>
  <#return (client.name?has_content)?then(advancedMsg(client.name!""), client.clientId)>
</#function>

<#-- An address that may stand in href: https, or a path of this server; "" for anything else. -->
<#function address value>
  <#if value?matches(r"https://[A-Za-z0-9.\-]+(:[0-9]{1,5})?(/[^\s<>\x22\x27\\]*)?")
      || value?matches(r"/([A-Za-z0-9_.~%\-][^\s<>\x22\x27\\]*)?")>
    <#return value>
  </#if>
  <#return "">
</#function>

<#-- Where a click on the support contact leads: mail, telephone or page; "" for other text. -->
<#function supportAddress value>
  <#if value?matches(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}")>
    <#return "mailto:" + value>
  <#elseif value?matches(r"\+?[0-9][0-9 ()./\-]{5,}")>
    <#return "tel:" + value?replace(r"[^0-9+]", "", "r")>
  </#if>
  <#return value?starts_with("/")?then("", address(value))>
</#function>

<#-- CSS variables for logo and accent. A value that is not exactly a colour, an embedded picture or
     a path of this server is left out, so that nothing can be smuggled into the style sheet and no
     other host is asked for a picture. -->
<#macro style>
  <#local accent = ofRealm("accent")>
  <#local logo = ofRealm("logo")>
  <#local accentIsColour = accent?matches(r"#[0-9A-Fa-f]{6}")>
  <#local logoIsOurs = logo?matches(r"data:image/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}")
      || logo?matches(r"/[A-Za-z0-9_\-][A-Za-z0-9_.~\-]*(/[A-Za-z0-9_\-][A-Za-z0-9_.~\-]*)*")>
  <#if accentIsColour || logoIsOurs>
    <style>
      :root {
        <#if accentIsColour>--fl-brand-accent: ${accent};</#if>
        <#if logoIsOurs>--fl-brand-logo: url("${logo?no_esc}"); 
          --fl-brand-mask: none; --fl-brand-fill: transparent; --fl-brand-flow: column; --fl-brand-align: flex-start; --fl-brand-width: 16rem;</#if>
      }
    </style>
  </#if>
</#macro>
