<#-- Overrides footer.ftl of keycloak.v2, Keycloak 26.7.3: an empty macro that Keycloak made for child themes. -->
<#import "brand.ftl" as brand>
<#macro row label value>
  <#if value?has_content>
    <div>
      <dt>${msg(label)}</dt>
      <dd>${value}</dd>
    </div>
  </#if>
</#macro>

<#macro legal key label>
  <#local address = brand.address(brand.ofRealm("legal." + key))>
  <#if address?has_content>
    <li><a href="${address}" rel="noopener noreferrer">${msg(label)}</a></li>
  </#if>
</#macro>

<#macro content>
  <@brand.style/>
  <#local site = brand.ofRealm("site")>
  <#local support = brand.ofRealm("support")>
  <section class="fl-panel" aria-labelledby="fl-panel-title">
    <h2 id="fl-panel-title">${msg("flPanelTitle")}</h2>
    <dl>
      <@row label="flApplication" value=brand.application()/>
      <#if (pageId!"") == "login-oauth-grant">
        <@row label="flApplicationPurpose" value=advancedMsg((client.description)!"")/>
      </#if>
      <@row label="flProject" value=brand.ofClientOrRealm("project")/>
      <@row label="flSite" value=site?has_content?then(site, (realm.displayName)!"")/>
      <@row label="flFederation" value=brand.ofRealm("federation")/>
      <#if (pageId!"") == "terms">
        <@row label="flTermsVersion" value=((realm.getAttribute("fl.terms.version"))!"")?trim/>
      </#if>
    </dl>
    <#if support?has_content>
      <#local supportAddress = brand.supportAddress(support)>
      <h2>${msg("flHelpTitle")}</h2>
      <p><#if supportAddress?has_content><a href="${supportAddress}" rel="noopener noreferrer">${support}</a><#else>${support}</#if></p>
    </#if>
    <ul class="fl-legal">
      <@legal key="imprint" label="flImprint"/>
      <@legal key="privacy" label="flPrivacy"/>
      <@legal key="accessibility" label="flAccessibility"/>
    </ul>
  </section>
</#macro>
